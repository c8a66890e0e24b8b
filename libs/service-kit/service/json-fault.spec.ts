import fc from 'fast-check';
import { findJsonFault } from './json-fault.js';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the fault in a text that is no JSON', () => {
  it.each([
    ['', 1, 1, 'a value'],
    ['{quantity: 1}', 1, 2, 'a name in double quotes or "}"'],
    ["{'quantity': 1}", 1, 2, 'a name in double quotes or "}"'],
    ['{"quantity" 1}', 1, 13, '":"'],
    ['{"quantity":}', 1, 13, 'a value'],
    ['{"quantity":', 1, 13, 'a value'],
    ['{"quantity": 1,}', 1, 16, 'a name in double quotes'],
    ['{"quantity": 1 "x": 2}', 1, 16, '"," or "}"'],
    ['{"quantity": 01}', 1, 15, '"," or "}"'],
    ['{"price": 61.}', 1, 13, '"," or "}"'],
    ['[1, 2', 1, 6, '"," or "]"'],
    ['[,]', 1, 2, 'a value or "]"'],
    ['[1,]', 1, 4, 'a value'],
    ['[1}', 1, 3, '"," or "]"'],
    ['{}{}', 1, 3, 'nothing more'],
    ['{\n  "name": "Mar\n}', 2, 15, 'the end of a string'],
    ['{"name": "\\x"}', 1, 11, 'the end of a string'],
    ['["\\"]', 1, 6, 'the end of a string'],
    ['{\r\n  "a": nul\r\n}', 2, 8, 'a value'],
  ])('in %j is at line %d, column %d, where %s is expected', (text, line, column, expected) => {
    expect(findJsonFault(text)).toEqual({ line, column, expected });
  });

  it('is there exactly where JSON.parse finds one', () => {
    const piece = fc.constantFrom(...'{}[],:"\\ \n1-.eE0u', 'true', 'null', '"a"', '\u0001', '\\u00e9');
    const soup = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    const mended = fc.tuple(fc.json(), fc.nat(), piece).map(([text, at, inserted]) => {
      const index = at % (text.length + 1);
      return `${text.slice(0, index)}${inserted}${text.slice(index + 1)}`;
    });
    fc.assert(
      fc.property(fc.oneof(soup, mended, fc.json()), (text) => {
        expect([text, findJsonFault(text) === undefined]).toEqual([text, isJson(text)]);
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    `"${'x'.repeat(100_000)}`,
    `${'['.repeat(50_000)}1`,
    `"${'\\n'.repeat(50_000)}`,
    `[${'1,'.repeat(50_000)}`,
  ])('is found in a body as large as they are taken', (text) => {
    expect(findJsonFault(text)).toMatchObject({ line: 1 });
  });
});
