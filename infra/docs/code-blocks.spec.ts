import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../local/project.js';
import { codeOf, withCode } from './code-blocks.js';
import { writtenPages } from './references.js';

const source = `import { a } from 'a';

/** Adds up. */
export const sum = (one: number, other: number): number => one + other;

export class Order {
  /** Only once. */
  @Handles(Cancel)
  cancel(): void {
    if (this.isOver) return;
    // #region ending
    this.end();
    // #endregion
  }

  private end(): void {}
}
`;

describe('the code in the documentation', () => {
  it.each(writtenPages())('is in %s what "npm run docs" cuts from the sources', (path) => {
    const page = readFileSync(join(projectRoot, path), 'utf8');
    expect(page).toBe(withCode(page));
  });

  it('is a declaration with its comment, a member of a class, or a region', () => {
    expect(codeOf(source, 'sum')).toBe(
      '/** Adds up. */\nexport const sum = (one: number, other: number): number => one + other;',
    );
    expect(codeOf(source, 'Order.cancel')?.split('\n')).toEqual([
      '/** Only once. */',
      '@Handles(Cancel)',
      'cancel(): void {',
      '  if (this.isOver) return;',
      '  // #region ending',
      '  this.end();',
      '  // #endregion',
      '}',
    ]);
    expect(codeOf(source, 'ending')).toBe('this.end();');
  });

  it('is missed when the source does not have it any more', () => {
    expect(codeOf(source, 'difference')).toBeUndefined();
    expect(() => withCode('<!-- code: package.json#nothing -->')).toThrow('package.json has no part');
  });

  it('would not pass for what it is when it differs', () => {
    const page = '<!-- code: infra/docs/markdown.ts#code -->\n\n```ts\nconst code = 1;\n```\n\nMore.';
    expect(withCode(page)).toBe(
      '<!-- code: infra/docs/markdown.ts#code -->\n\n```ts\nexport const code = (text: string): string => `\\`${text}\\``;\n```\n\nMore.',
    );
  });
});
