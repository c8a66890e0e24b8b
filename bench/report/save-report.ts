import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withSections } from '../../infra/docs/sections.js';
import type { Results } from '../results.js';
import { plotsOf } from './plots.js';
import { sectionsOf } from './sections.js';

/** The page as it is kept; one elsewhere is made of it. */
const PAGE = 'docs/performance.md';

/** Writes the plots into `folder`, and the page with its tables beside it. */
export function saveReport(results: Results, folder: string): void {
  for (const [name, plot] of Object.entries(plotsOf(results))) writeFileSync(join(folder, name), plot);
  const page = withSections(readFileSync(PAGE, 'utf8'), sectionsOf(results, basename(folder)));
  writeFileSync(`${folder}.md`, page);
  console.log(`\n${folder}.md`);
}
