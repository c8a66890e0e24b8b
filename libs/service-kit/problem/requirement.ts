import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue<z.core.$ZodIssue>;

const BODY = 'the request needs a JSON object as its body';

const TYPES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
};

const FORMATS: Readonly<Record<string, string>> = {
  guid: 'a UUID',
  datetime: 'a time with its offset, such as 2026-11-21T19:30:00Z',
};

const UNITS: Readonly<Record<string, string>> = { string: 'character', array: 'item' };

/**
 * What is wrong with a value, as a predicate to where it stands ("must be a whole number", as in RFC 9457, section 3): an
 * error map of Zod. What a schema says itself comes before it.
 */
export function requirementOf(issue: Issue): string | undefined {
  if (!issue.path?.length && issue.code === 'invalid_type' && issue.expected === 'object') return BODY;
  if (issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? `of the type ${issue.expected}`}`;
    case 'invalid_format':
      return `must be ${FORMATS[issue.format] ?? `in the format ${issue.format}`}`;
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'too_small':
      return atLeast(issue.origin, Number(issue.minimum));
    case 'too_big':
      return `must ${measured(issue.origin, 'at most', Number(issue.maximum))}`;
    default:
      return undefined;
  }
}

const atLeast = (origin: string, minimum: number): string =>
  origin in UNITS && minimum === 1 ? 'must not be empty' : `must ${measured(origin, 'at least', minimum)}`;

function measured(origin: string, bound: string, limit: number): string {
  const unit = UNITS[origin];
  return unit ? `have ${bound} ${limit} ${unit}${limit === 1 ? '' : 's'}` : `be ${bound} ${limit}`;
}
