import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../local/project.js';
import { withCode } from './code-blocks.js';
import { documents } from './documents.js';
import { pages } from './pages.js';
import { writtenPages } from './references.js';
import { withSections } from './sections.js';

for (const { path, sections } of await pages()) {
  const file = join(projectRoot, path);
  writeFileSync(file, withSections(readFileSync(file, 'utf8'), sections));
  console.log(`${path}: ${sections.length} sections`);
}

for (const path of writtenPages()) {
  const file = join(projectRoot, path);
  const page = readFileSync(file, 'utf8');
  const renewed = withCode(page);
  if (renewed === page) continue;
  writeFileSync(file, renewed);
  console.log(`${path}: code`);
}

const isRelease = process.argv[2] === 'release';
for (const { path, releasedPath, content } of documents())
  for (const file of isRelease ? [path, releasedPath] : [path]) {
    writeFileSync(join(projectRoot, file), content);
    console.log(file);
  }
