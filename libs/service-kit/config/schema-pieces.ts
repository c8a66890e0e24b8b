import { z } from 'zod';

const DAY_MS = 86_400_000;

/** A whole number within bounds, both included. */
export function wholeNumber(least: number, most: number, what = 'a whole number') {
  const expectation = `must be ${what} from ${least} to ${most}`;
  return z
    .string(expectation)
    .regex(/^\d{1,15}$/, expectation)
    .transform(Number)
    .refine((value) => value >= least && value <= most, expectation);
}

/** A TCP port; 0 lets the system choose one. */
export const port = wholeNumber(0, 65_535, 'a port number');

/** A duration, up to a day. */
export const milliseconds = wholeNumber(1, DAY_MS, 'a number of milliseconds');

/** How long a service stays open after SIGTERM; 0 means not at all. */
export const drainTime = wholeNumber(0, 600_000, 'a number of milliseconds');

/** A duration, up to a day. */
export const seconds = wholeNumber(1, DAY_MS / 1000, 'a number of seconds');

/** Numbers of milliseconds, separated by commas; at least one. */
export const millisecondsList = z
  .string('must be numbers of milliseconds, separated by commas')
  .regex(/^\d{1,8}(\s*,\s*\d{1,8})*$/, 'must be numbers of milliseconds, separated by commas')
  .transform((text): readonly number[] => text.split(',').map(Number));

/** An absolute URL with one of the given schemes, such as `url('postgres', 'postgresql')`. */
export function url(...schemes: readonly string[]) {
  const expectation = `must be a URL that begins with ${anyOf(schemes)}`;
  return z.string(expectation).refine((text) => isUrl(text, schemes), expectation);
}

/** Such URLs, separated by commas; at least one. */
export function urlList(...schemes: readonly string[]) {
  const expectation = `must be URLs, separated by commas, that begin with ${anyOf(schemes)}`;
  return z
    .string(expectation)
    .transform((text): readonly string[] => text.split(',').map((each) => each.trim()))
    .refine((urls) => urls.every((each) => isUrl(each, schemes)), expectation);
}

const anyOf = (schemes: readonly string[]): string => schemes.map((scheme) => `${scheme}://`).join(' or ');

const isUrl = (text: string, schemes: readonly string[]): boolean =>
  URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1));

/** One of the given words. */
export const oneOf = <const Words extends readonly string[]>(...words: Words) =>
  z.enum(words, `must be one of ${words.join(', ')}`);

/** A switch: `on` is true, `off` is false. */
export const onOff = oneOf('on', 'off').transform((word) => word === 'on');

/** How much a service logs; each level includes those before it. */
export const logLevel = oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace');

/** Some of the given words, separated by commas; at least one. */
export function wordList<const Word extends string>(...words: readonly Word[]) {
  const expectation = `must be some of ${words.join(', ')}, separated by commas`;
  const isWord = (text: string): text is Word => words.some((word) => word === text);
  return z.string(expectation).transform((text, context): readonly Word[] => {
    const list = text.split(',').map((word) => word.trim());
    if (list.every(isWord)) return list;
    context.addIssue({ code: 'custom', message: expectation });
    return z.NEVER;
  });
}
