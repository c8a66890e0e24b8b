export type Kind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'scalar' | 'cut string' | 'stray' | 'end';

export interface Token {
  readonly kind: Kind;
  readonly index: number;
}

const SPACE = /[ \t\n\r]*/y;
const PUNCTUATION = '{}[],:';
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** One by one: a repeated repetition would try every way to part a string that is cut. */
const CHARACTERS = String.raw`(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*`;
const STRING = new RegExp(`"${CHARACTERS}"`, 'y');
const CUT_STRING = new RegExp(`"${CHARACTERS}`, 'y');

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
  if (first === '"') return stringAt(index, text);
  const end = endOf(SCALAR, text, index);
  return end > index ? ['scalar', end] : ['stray', text.length];
}

function stringAt(index: number, text: string): readonly [kind: Kind, end: number] {
  const end = endOf(STRING, text, index);
  return end > index ? ['string', end] : ['cut string', endOf(CUT_STRING, text, index)];
}

/** Where the match ends that begins at the index; there, if there is none. */
function endOf(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : index;
}
