/** A part of a page that is made from code; it stands between a `generated: <name>` and an `end` comment. */
export interface Section {
  readonly name: string;
  readonly content: string;
}

const END = '<!-- end -->';
const beginOf = (name: string): string => `<!-- generated: ${name} -->`;

/** The page with its sections made anew. Throws when a section has no place in it. */
export const withSections = (page: string, sections: readonly Section[]): string =>
  sections.reduce(withSection, page);

function withSection(page: string, { name, content }: Section): string {
  const begin = page.indexOf(beginOf(name));
  const end = page.indexOf(END, begin);
  if (begin < 0 || end < 0) throw new Error(`The page has no place for the section "${name}"`);
  return `${page.slice(0, begin)}${beginOf(name)}\n\n${content}\n\n${page.slice(end)}`;
}
