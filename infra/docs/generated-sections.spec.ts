import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../local/project.js';
import { documents } from './documents.js';
import { pages } from './pages.js';
import { withSections } from './sections.js';

describe('what the documentation knows from the code', () => {
  it('is what "npm run docs" makes of the code', async () => {
    for (const { path, sections } of await pages()) {
      const page = readFileSync(join(projectRoot, path), 'utf8');
      expect(page).toBe(withSections(page, sections));
    }
  });

  it.each(documents())('is $path as "npm run docs" makes it', ({ path, content }) => {
    expect(readFileSync(join(projectRoot, path), 'utf8')).toBe(content);
  });

  it('has a place in its page', () => {
    expect(() => withSections('# A page', [{ name: 'order states', content: '' }])).toThrow(
      'The page has no place for the section "order states"',
    );
  });
});
