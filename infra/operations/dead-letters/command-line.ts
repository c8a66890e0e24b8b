import { parseArgs } from 'node:util';

/** What the operator asks for. */
export type Command =
  | { readonly name: 'list' }
  | { readonly name: 'show'; readonly messageId: string }
  | { readonly name: 'redrive'; readonly channel: string; readonly messageIds?: readonly string[] };

/** The command line asks for nothing that there is; the message says what there is. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `npm run dead-letters -- list                       all that was given up, channel by channel
npm run dead-letters -- show <id>                  one letter, with its body
npm run dead-letters -- redrive <channel>          sends all of a channel back to it
npm run dead-letters -- redrive <channel> <id>..   sends these back

GATEWAY_URL (http://localhost:8080), OPERATOR_USERNAME (operator) and OPERATOR_PASSWORD (demo) say where and who.`;

/** Throws UsageError. */
export function commandOf(args: readonly string[]): Command {
  const [name = 'list', ...rest] = positionalsOf(args);
  if (name === 'list' && rest.length === 0) return { name };
  const [first, ...messageIds] = rest;
  if (name === 'show' && first && messageIds.length === 0) return { name, messageId: first };
  if (name === 'redrive' && first) {
    const channel = first;
    return messageIds.length > 0 ? { name, channel, messageIds } : { name, channel };
  }
  throw new UsageError(USAGE);
}

function positionalsOf(args: readonly string[]): readonly string[] {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: {} }).positionals;
  } catch {
    throw new UsageError(USAGE);
  }
}
