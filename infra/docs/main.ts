import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../local/project.js';
import { documents } from './documents.js';
import { pages } from './pages.js';
import { withSections } from './sections.js';

for (const { path, sections } of await pages()) {
  const file = join(projectRoot, path);
  writeFileSync(file, withSections(readFileSync(file, 'utf8'), sections));
  console.log(`${path}: ${sections.length} sections`);
}

const isRelease = process.argv[2] === 'release';
for (const { path, releasedPath, content } of documents())
  for (const file of isRelease ? [path, releasedPath] : [path]) {
    writeFileSync(join(projectRoot, file), content);
    console.log(file);
  }
