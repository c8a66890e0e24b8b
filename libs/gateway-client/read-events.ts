/** One event of a stream; a client that comes back names the last id that it has seen. */
export interface ServerSentEvent<Data> {
  readonly id: string;
  readonly data: Data;
}

/**
 * The events of an answer, as they come, as far as this project's services write them: an id, and JSON on one line.
 * Ends with the stream, and throws when the connection is lost.
 */
export async function* readEvents<Data>({
  body,
}: Pick<Response, 'body'>): AsyncGenerator<ServerSentEvent<Data>> {
  if (!body) return;
  let rest = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const blocks = `${rest}${chunk}`.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = fieldsOf(block);
      const [id, data] = [fields.get('id'), fields.get('data')];
      if (id !== undefined && data !== undefined) yield { id, data: JSON.parse(data) as Data };
    }
  }
}

const fieldsOf = (block: string): ReadonlyMap<string, string> =>
  new Map(block.split('\n').map((line) => [line.split(':', 1)[0] ?? '', line.replace(/^[^:]*: ?/, '')]));
