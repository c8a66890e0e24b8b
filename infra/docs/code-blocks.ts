import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { projectRoot } from '../local/project.js';
import { declarationIn } from './declaration.js';

/** `<!-- code: path#part -->`, and the block below it, which is made anew. */
const CODE = /^<!-- code: ([^\s#]+)#(\S+) -->$(?:\n+^```\w*\n[\s\S]*?\n```$)?/gm;

/** The page with its code as it stands in the sources. Throws where a source has no such part. */
export const withCode = (page: string): string =>
  page.replaceAll(CODE, (_, path: string, part: string) => {
    const code = codeOf(readFileSync(join(projectRoot, path), 'utf8'), part);
    if (code === undefined) throw new Error(`${path} has no part "${part}", or several`);
    return `<!-- code: ${path}#${part} -->\n\n\`\`\`${extname(path).slice(1)}\n${code}\n\`\`\``;
  });

/** A region of the source, or the declaration of that name. */
export const codeOf = (source: string, part: string): string | undefined => {
  const code = regionIn(source, part) ?? declarationIn(source, part);
  return code && dedented(code);
};

function regionIn(source: string, name: string): string | undefined {
  const lines = source.split('\n');
  const begin = lines.findIndex((line) => line.trim().endsWith(`#region ${name}`));
  if (begin < 0) return undefined;
  const end = lines.findIndex((line, index) => index > begin && line.includes('#endregion'));
  return end < 0 ? undefined : lines.slice(begin + 1, end).join('\n');
}

function dedented(code: string): string {
  const lines = code.split('\n');
  const depths = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const depth = Math.min(...depths);
  return lines
    .map((line) => line.slice(depth))
    .join('\n')
    .trimEnd();
}
