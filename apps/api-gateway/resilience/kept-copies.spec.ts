import fc from 'fast-check';
import { KeptCopies, type KeptCopy } from './kept-copies.js';

const copyOf = (text: string): KeptCopy => ({
  answer: { status: 200, headers: {}, body: Buffer.from(text) },
  keptAt: 0,
});

describe('KeptCopies', () => {
  it('gives back what was last kept under a key', () => {
    const copies = new KeptCopies({ copies: 2, bytes: 100 });
    copies.keep('menu', copyOf('old'));
    copies.keep('menu', copyOf('new'));
    expect(copies.find('menu')).toEqual(copyOf('new'));
    expect(copies.find('other')).toBeUndefined();
  });

  it('makes room by what was not looked for the longest', () => {
    const copies = new KeptCopies({ copies: 2, bytes: 100 });
    copies.keep('first', copyOf('1'));
    copies.keep('second', copyOf('2'));
    copies.find('first');
    copies.keep('third', copyOf('3'));
    expect(['first', 'second', 'third'].map((key) => copies.find(key) !== undefined)).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('never holds more than there is room for, and always the last one that fits', () => {
    const room = { copies: 4, bytes: 60 };
    const kept = fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      fc.string({ maxLength: 80, size: 'max' }),
    );
    fc.assert(
      fc.property(fc.array(kept), (keepings) => {
        const copies = new KeptCopies(room);
        for (const [key, text] of keepings) {
          const copy = copyOf(text);
          copies.keep(key, copy);
          const fits = key.length + copy.answer.body.length <= room.bytes;
          expect(copies.find(key)).toBe(fits ? copy : undefined);
        }
        const held = [...'abcdef'].flatMap((key) => copies.find(key) ?? []);
        expect(held.length).toBeLessThanOrEqual(room.copies);
        const bytes = held.reduce((sum, { answer }) => sum + 1 + answer.body.length, 0);
        expect(bytes).toBeLessThanOrEqual(room.bytes);
      }),
    );
  });
});
