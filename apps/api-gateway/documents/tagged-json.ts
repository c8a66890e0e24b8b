import { entityTagOf, isKnown, REVALIDATE, type OutgoingResponse } from '#service-kit';

const NOTHING = Buffer.alloc(0);

/** What stays the same for as long as the gateway runs: written out and tagged once, since everybody may ask for it. */
export class TaggedJson {
  private readonly body: Buffer;
  private readonly entityTag: string;

  constructor(content: object) {
    const text = JSON.stringify(content);
    this.body = Buffer.from(text);
    this.entityTag = entityTagOf(text);
  }

  /** The body of the answer; nothing, with 304, for who has it already. */
  answer(response: OutgoingResponse, ifNoneMatch: string | undefined): Buffer {
    response.header('etag', this.entityTag).header('cache-control', REVALIDATE);
    if (isKnown(ifNoneMatch, this.entityTag)) {
      response.status(304);
      return NOTHING;
    }
    response.header('content-type', 'application/json; charset=utf-8');
    return this.body;
  }
}
