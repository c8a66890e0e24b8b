import { asyncApiDocument, openApiDocument } from '#api-documents';
import { interfaceVersions } from '#contracts';

export interface Document {
  /** From the project's folder. */
  readonly path: string;
  /** Where it is kept when its version is released, for later ones to be compared with. */
  readonly releasedPath: string;
  readonly content: string;
}

/** The documents of the two interfaces, which programs read. */
export const documents = (): readonly Document[] => [
  describing('openapi', interfaceVersions.rest, openApiDocument()),
  describing('asyncapi', interfaceVersions.messages, asyncApiDocument()),
];

const describing = (name: string, version: string, document: object): Document => ({
  path: `docs/api/${name}.json`,
  releasedPath: `docs/api/released/${name}-${version}.json`,
  content: `${JSON.stringify(document, null, 2)}\n`,
});
