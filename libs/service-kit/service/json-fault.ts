import { tokensOf, type Kind } from './json-tokens.js';

/** Where a text stops being JSON (RFC 8259), and what should stand there. */
export interface JsonFault {
  /** Counted from 1, as editors do. */
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

/** Where in the grammar a reader stands. */
type Place = 'value' | 'first item' | 'first name' | 'name' | 'colon' | 'rest';

/** What will end the objects and arrays that are open. */
type Closers = ('}' | ']')[];

const EXPECTED: Readonly<Record<Exclude<Place, 'rest'>, string>> = {
  value: 'a value',
  'first item': 'a value or "]"',
  'first name': 'a name in double quotes or "}"',
  name: 'a name in double quotes',
  colon: '":"',
};

/** Undefined where all of the text is JSON. It repeats nothing of the text, which may hold secrets. */
export function findJsonFault(text: string): JsonFault | undefined {
  const closers: Closers = [];
  let place: Place = 'value';
  for (const { kind, index } of tokensOf(text)) {
    const next = placeAfter(kind, place, closers);
    if (!next) return { ...positionOf(index, text), expected: expectedAt(kind, place, closers) };
    place = next;
  }
  return undefined;
}

function placeAfter(kind: Kind, place: Place, closers: Closers): Place | undefined {
  const closer = closers.at(-1);
  if (place === 'value' || place === 'first item') {
    if (kind === 'string' || kind === 'scalar') return 'rest';
    if (kind === '{' || kind === '[') return opened(kind, closers);
  }
  if ((place === 'name' || place === 'first name') && kind === 'string') return 'colon';
  if (place === 'colon' && kind === ':') return 'value';
  if ((place === 'rest' || place.startsWith('first')) && kind === closer) return closers.pop() && 'rest';
  if (place === 'rest' && kind === ',' && closer) return closer === '}' ? 'name' : 'value';
  return place === 'rest' && kind === 'end' && !closer ? 'rest' : undefined;
}

function opened(kind: '{' | '[', closers: Closers): Place {
  closers.push(kind === '{' ? '}' : ']');
  return kind === '{' ? 'first name' : 'first item';
}

function expectedAt(kind: Kind, place: Place, closers: Closers): string {
  if (kind === 'cut string') return 'the end of a string';
  if (place !== 'rest') return EXPECTED[place];
  return closers.length > 0 ? `"," or "${closers.at(-1)}"` : 'nothing more';
}

function positionOf(index: number, text: string): Pick<JsonFault, 'line' | 'column'> {
  const lines = text.slice(0, index).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
