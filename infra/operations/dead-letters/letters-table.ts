import type { DeadLetter } from '#gateway-client';

const LONGEST_ERROR = 100;
const HEADINGS = ['channel', 'type', 'attempts', 'failed at', 'order', 'message id', 'error'];

/** One line for each letter; the error last, for it may be long. */
export function lettersTable(letters: readonly DeadLetter[]): string {
  const rows = letters.map((letter) => [
    letter.channel,
    letter.type,
    String(letter.attempts),
    letter.failedAt ?? '',
    letter.shardKey,
    letter.messageId,
    shortened(letter.error),
  ]);
  const table = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** All that is known of one, the body formatted where it is JSON. */
export function letterInFull(letter: DeadLetter): string {
  const { body, shardKey, ...envelope } = letter;
  const lines = Object.entries({ ...envelope, order: shardKey }).map(([name, value]) => `${name}: ${value}`);
  return [...lines, '', formatted(body)].join('\n');
}

function shortened(error: string): string {
  const [line = ''] = error.split('\n');
  return line.length > LONGEST_ERROR || line !== error ? `${line.slice(0, LONGEST_ERROR)} ..` : line;
}

function formatted(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
