export type Kind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'scalar' | 'cut string' | 'stray' | 'end';

export interface Token {
  readonly kind: Kind;
  readonly index: number;
}

const SPACE = /[ \t\n\r]*/y;
const PUNCTUATION = '{}[],:';
const SCALARS = [['scalar', /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y]] as const;
/** One by one: a repeated repetition would try every way to part a string that is cut. */
const CHARACTERS = String.raw`(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*`;
const STRINGS = [
  ['string', new RegExp(`"${CHARACTERS}"`, 'y')],
  ['cut string', new RegExp(`"${CHARACTERS}`, 'y')],
] as const;

/** The tokens of JSON (RFC 8259), up to the first that is none; a string that is cut stands where it breaks off. */
export function* tokensOf(text: string): Generator<Token> {
  let index = endOf(SPACE, text, 0);
  while (index < text.length) {
    const [kind, end] = tokenAt(index, text);
    yield { kind, index: kind === 'cut string' ? end : index };
    index = endOf(SPACE, text, end);
  }
  yield { kind: 'end', index };
}

function tokenAt(index: number, text: string): readonly [kind: Kind, end: number] {
  const first = text[index] ?? '';
  if (PUNCTUATION.includes(first)) return [first as Kind, index + 1];
  const patterns = first === '"' ? STRINGS : SCALARS;
  const ends = patterns.map(([kind, pattern]) => [kind, endOf(pattern, text, index)] as const);
  return ends.find(([, end]) => end > index) ?? ['stray', text.length];
}

/** Where the match ends that begins at the index; there, if there is none. */
function endOf(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : index;
}
