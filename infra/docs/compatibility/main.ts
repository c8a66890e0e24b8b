import { asyncApiDocument, openApiDocument } from '#api-documents';
import { json } from 'node:stream/consumers';
import type { Change } from './change.js';
import { compareAsyncApi, type AsyncApi } from './compare-async-api.js';
import { compareOpenApi, type OpenApi } from './compare-open-api.js';
import { requiredVersion } from './required-version.js';

/** What the document on standard input would change for those who rely on the present one, and the version it needs. */
const proposal = (await json(process.stdin)) as AsyncApi | OpenApi;
const present = 'channels' in proposal ? asyncApiDocument() : openApiDocument();
const { version } = (present as AsyncApi | OpenApi).info;
const changes: readonly Change[] =
  'channels' in proposal
    ? compareAsyncApi(present as AsyncApi, proposal)
    : compareOpenApi(present as OpenApi, proposal);
for (const line of new Set(changes.map(({ impact, where, what }) => `${impact}: ${where} ${what}`)))
  console.log(line);
console.log(`version: ${version} -> ${requiredVersion(version, changes)}`);
