import { IdempotencyKey as KeyText } from '#contracts/rest';
import { HttpProblem, type Caller } from '#service-kit';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

const HEADER = 'idempotency-key';

interface KeyedRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly caller: Caller;
}

/** What a client has chosen to recognise its request by; every caller has keys of their own. */
export interface IdempotencyKey {
  /** The subject of the caller's token. */
  readonly caller: string;
  readonly key: string;
}

/**
 * The key of a request whose route is not public; undefined when it carries none. Throws a problem, 400, when the
 * key is not 1 to 255 visible ASCII characters. The quotes that the draft wants around it belong to it like any others.
 * See draft-ietf-httpapi-idempotency-key-header, section 2.
 */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext) =>
  keyOf(context.switchToHttp().getRequest<KeyedRequest>()),
);

function keyOf({ headers, caller }: KeyedRequest): IdempotencyKey | undefined {
  const key = headers[HEADER];
  if (key === undefined) return undefined;
  const { data, error } = KeyText.safeParse(String(key));
  if (error) throw invalidKey(error.issues[0]?.message);
  return { caller: caller.subject, key: data };
}

const invalidKey = (reason: string | undefined): HttpProblem =>
  new HttpProblem({
    status: 400,
    slug: 'invalid-request',
    detail: `The Idempotency-Key ${reason}, and there can be one only.`,
  });
