import { HttpProblem } from '#service-kit';

const ENTITY_TAG = '(?:W/)?"[\\x21\\x23-\\x7e\\x80-\\xff]*"';
const ENTITY_TAGS = new RegExp(`^\\s*${ENTITY_TAG}(?:\\s*,\\s*${ENTITY_TAG})*\\s*$`);
/** As this service gives them out: strong, a menu's version, and of a whole restaurant a digest after it. */
const OUR_ENTITY_TAGS = /(?<!W\/)"(\d{1,9})(?:-[\w-]+)?"/g;

/** A menu's version as an entity tag (RFC 9110, section 8.8.3). */
export const entityTagOf = (menu: { readonly version: number }): string => `"${menu.version}"`;

/** The versions that If-Match allows; undefined for `*`, any. Throws 428 when it is missing (RFC 6585, section 3). */
export function versionsOf(ifMatch: string | undefined): readonly number[] | undefined {
  if (ifMatch === undefined) throw preconditionRequired();
  if (ifMatch.trim() === '*') return undefined;
  if (!ENTITY_TAGS.test(ifMatch)) throw invalidIfMatch();
  return Array.from(ifMatch.matchAll(OUR_ENTITY_TAGS), ([, version]) => Number(version));
}

const preconditionRequired = (): HttpProblem =>
  new HttpProblem({
    status: 428,
    slug: 'precondition-required',
    detail: 'Send If-Match with the ETag of the menu that you have seen, such as If-Match: "1".',
  });

const invalidIfMatch = (): HttpProblem =>
  new HttpProblem({
    status: 400,
    slug: 'invalid-request',
    detail: 'If-Match must be an entity tag in its double quotes, such as "1", a list of them, or *.',
  });
