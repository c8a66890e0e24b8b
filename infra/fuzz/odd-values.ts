import fc from 'fast-check';

const ODD_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud83c',
  'e\u0301\u202e\u200b',
  '🍛'.repeat(50),
  "' OR 1=1; --",
  '${7*7}{{7*7}}',
  '../../etc/passwd',
  '٦١.٧٠',
  'x'.repeat(5_000),
  '1e400',
  'NaN',
  '__proto__',
  'constructor',
  '9999-12-31T23:59:60Z',
  '00000000-0000-0000-0000-000000000000',
];

const ODD_NUMBERS = [0, -1, 1.5, 1e300, -1e300, 2 ** 31, 2 ** 53, 2 ** 63, 5e-324];

/** Own properties of these names, which only JSON can make. */
const ODD_OBJECTS = [
  '{"__proto__": {"role": "operator"}}',
  '{"constructor": {"prototype": {}}}',
  '{"toString": 1}',
];

const nested = (depth: number): unknown => (depth === 0 ? [] : [nested(depth - 1)]);

/** What nobody should send. */
export const oddText = fc.oneof(fc.constantFrom(...ODD_TEXTS), fc.string({ unit: 'binary', maxLength: 40 }));

export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  fc.constantFrom(...ODD_NUMBERS, null, true, false),
  fc.constantFrom(...ODD_OBJECTS).map((text): unknown => JSON.parse(text)),
  fc.constantFrom(100, 1_000).map(nested),
  fc.jsonValue({ maxDepth: 3 }),
);
