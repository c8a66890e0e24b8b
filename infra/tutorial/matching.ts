/** Stands for anything within a line; alone on a line, for any lines. */
const WILDCARD = '..';

/** Whether what was printed is what was expected; white space at the ends of lines does not count. */
export const matches = (printed: string, expected: string): boolean =>
  patternOf(expected).test(`${tidied(printed)}\n`);

/** As it is compared, and shown: without what a terminal would not show either. */
export const tidied = (printed: string): string => printed.replaceAll(/[ \t\r]+$/gm, '').trimEnd();

const patternOf = (expected: string): RegExp =>
  new RegExp(`^${tidied(expected).split('\n').map(linePattern).join('')}$`);

const linePattern = (line: string): string =>
  line.trim() === WILDCARD ? '(?:.*\\n)*' : `${line.split(WILDCARD).map(RegExp.escape).join('.*')}\\n`;
