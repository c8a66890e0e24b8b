import type { DestinationStream } from 'pino';

interface LogRecord {
  readonly time: string;
  readonly level: string;
  readonly service: string;
  readonly context?: string;
  readonly msg?: string;
  readonly stack?: string;
  readonly err?: { readonly stack?: string };
}

/** Turns pino's JSON lines into text lines for a terminal. */
export const prettyLines = (out: Pick<NodeJS.WritableStream, 'write'>): DestinationStream => ({
  write: (line) => void out.write(prettyLine(line)),
});

/** `12:00:00.000 WARN  order [Relay] the message {"field":1}`, then the stack of an error. */
export function prettyLine(json: string): string {
  const {
    time,
    level,
    service,
    context,
    msg,
    err,
    stack = err?.stack,
    ...fields
  } = JSON.parse(json) as LogRecord;
  const head = [time.slice(11, 23), level.toUpperCase().padEnd(5), service, context && `[${context}]`, msg];
  const more = Object.keys(fields).length > 0 ? JSON.stringify(fields) : undefined;
  const text = [...head, more].filter(Boolean).join(' ');
  return stack ? `${text}\n${stack}\n` : `${text}\n`;
}
