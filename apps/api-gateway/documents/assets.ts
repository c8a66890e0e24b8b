import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** All that the pages load, and as what. The build puts Swagger UI's files beside ours. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'open-api-page.js': 'text/javascript; charset=utf-8',
  'async-api-page.css': 'text/css; charset=utf-8',
};

export interface Asset {
  readonly content: Buffer;
  readonly mediaType: string;
}

/** A file by its name; undefined when the pages have none of that name. */
export async function assetOf(name: string): Promise<Asset | undefined> {
  const mediaType = Object.hasOwn(MEDIA_TYPES, name) ? MEDIA_TYPES[name] : undefined;
  if (!mediaType) return undefined;
  const content = await readFile(join(import.meta.dirname, 'assets', name)).catch(() => undefined);
  return content && { content, mediaType };
}
