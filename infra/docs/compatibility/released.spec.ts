import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApiDocument, openApiDocument } from '#api-documents';
import { projectRoot } from '../../local/project.js';
import type { Change } from './change.js';
import { compareAsyncApi } from './compare-async-api.js';
import { compareOpenApi } from './compare-open-api.js';
import { isAtLeast, requiredVersion } from './required-version.js';

interface Versioned {
  readonly info: { readonly version: string };
}

function lastReleased<Document extends Versioned>(name: string): Document {
  const files = globSync(`docs/api/released/${name}-*.json`, { cwd: projectRoot });
  const documents = files.map(
    (file) => JSON.parse(readFileSync(join(projectRoot, file), 'utf8')) as Document,
  );
  return documents.reduce((one, other) => (isAtLeast(one.info.version, other.info.version) ? one : other));
}

const breaksIn = (changes: readonly Change[]): readonly string[] =>
  changes.filter(({ impact }) => impact === 'breaking').map(({ where, what }) => `${where} ${what}`);

describe.each([
  ['openapi', compareOpenApi, openApiDocument],
  ['asyncapi', compareAsyncApi, asyncApiDocument],
] as const)('the interface of %s.json', (name, compare, document) => {
  it('has a version that says what has changed since the one that was released last', () => {
    const released = lastReleased<never>(name);
    const present = document() as never;
    const changes = compare(released, present);
    const version = (present as Versioned).info.version;
    const least = requiredVersion((released as Versioned).info.version, changes);
    expect([version, isAtLeast(version, least) ? [] : [`needs ${least}`, ...breaksIn(changes)]]).toEqual([
      version,
      [],
    ]);
  });
});
