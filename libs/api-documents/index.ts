export { openApiDocument } from './open-api/document.js';
export { asyncApiDocument } from './async-api/document.js';
