/** What a change demands of those who rely on the document before. */
export type Impact = 'breaking' | 'additive';

/** One difference between a document that was released and the present one. */
export interface Change {
  readonly impact: Impact;
  /** As `POST /orders 202 orderTotal`. */
  readonly where: string;
  readonly what: string;
}

export const breaking = (where: string, what: string): Change => ({ impact: 'breaking', where, what });
export const additive = (where: string, what: string): Change => ({ impact: 'additive', where, what });

/** Compares what both have by `compare`, and says what is gone and what is new. */
export function compareEntries<Value>(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
  rules: {
    readonly gone: (key: string) => readonly Change[];
    readonly added: (key: string) => readonly Change[];
    readonly kept: (key: string, before: Value, after: Value) => readonly Change[];
  },
): readonly Change[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const [was, is] = [before[key], after[key]];
    if (was === undefined) return rules.added(key);
    return is === undefined ? rules.gone(key) : rules.kept(key, was, is);
  });
}
