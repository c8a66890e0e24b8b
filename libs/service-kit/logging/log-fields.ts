const STACK = /\n\s+at /;

export interface LogFields {
  readonly msg: string;
  readonly context?: string;
  readonly err?: Error;
  readonly stack?: string;
  readonly [field: string]: unknown;
}

/**
 * What Nest passes to a logger comes in many orders: a message, an error or a stack, fields, and the context last.
 */
export function fieldsOf(message: unknown, rest: readonly unknown[]): LogFields {
  return [message, ...rest].reduce<LogFields>(
    (fields, part, position) => {
      return { ...fields, ...fieldOf(part, position === 0) };
    },
    { msg: '' },
  );
}

function fieldOf(part: unknown, isMessage: boolean): Partial<LogFields> {
  if (part === undefined || part === null) return {};
  if (part instanceof Error) return isMessage ? { err: part, msg: part.message } : { err: part };
  if (typeof part === 'object') return { ...part };
  const text = String(part);
  if (isMessage) return { msg: text };
  return STACK.test(text) ? { stack: text } : { context: text };
}
