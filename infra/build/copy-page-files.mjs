import { cpSync, copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Puts what the gateway's pages load beside the code that serves it: our files, and the two of Swagger UI's that are
 * needed (2 MB of its 12), so that the image goes without the package.
 */
const ASSETS = 'apps/api-gateway/documents/assets';
const built = join('dist', ASSETS);
const swaggerUi = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

mkdirSync(built, { recursive: true });
cpSync(ASSETS, built, { recursive: true });
for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js'])
  copyFileSync(join(swaggerUi, file), join(built, file));
