import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { projectRoot } from '../local/project.js';

const LINK = /(?:\]\(|(?:src|href)=")([^)\s"]+)[)"]/g;
const CODE = /`([^`\n]+)`/g;
/** Inline code that names a file or folder of this project; `<..>` and `*` stand for something else. */
const PATH =
  /^(?:(?:apps|libs|infra|docs|\.github|\.devcontainer)\/[\w./-]*|docker-compose[\w.]*\.yml|\.env\.example)$/;
const FENCE = /^```[\s\S]*?^```/gm;
const COMMANDS = /^```sh.*\n([\s\S]*?)^```/gm;
/** A word of a command, or the file of a `@file`. */
const WORD = /(?<=[\s@"'])(?:apps|libs|infra|docs)\/[\w./-]+/g;
/** What a program of ours is called when it runs. */
const BUILT = /\.js$/;
const ELSEWHERE = /^(?:[a-z]+:|#)/;

export const writtenPages = (): string[] =>
  globSync(['*.md', 'docs/**/*.md'], { cwd: projectRoot }).toSorted();

/** The numbers that several decision records have; a number is how everybody refers to one. */
export const sharedAdrNumbers = (
  records: readonly string[] = globSync('docs/adr/*.md', { cwd: projectRoot }),
): string[] =>
  Map.groupBy(records, (file) => basename(file).split('-', 1)[0] ?? '')
    .entries()
    .filter(([, files]) => files.length > 1)
    .map(([number]) => number)
    .toArray();

/** The links and paths of a page that lead nowhere, as they are written. */
export function deadReferences(page: string, text = readFileSync(join(projectRoot, page), 'utf8')): string[] {
  const prose = text.replaceAll(FENCE, '');
  const links = captured(prose, LINK).filter((link) => !ELSEWHERE.test(link));
  const paths = captured(prose, CODE).filter((words) => PATH.test(words));
  return [
    ...links.filter((link) => !leadsSomewhere(dirname(page), link)),
    ...[...paths, ...commandWords(text)].filter((path) => !existsSync(join(projectRoot, path))),
  ];
}

/** The paths in its commands. */
const commandWords = (text: string): string[] =>
  captured(text, COMMANDS)
    .flatMap((commands) => ` ${commands}`.match(WORD) ?? [])
    .map((path) => path.replace(BUILT, '.ts'));

const captured = (text: string, pattern: RegExp): string[] =>
  Array.from(text.matchAll(pattern), ([, capture = '']) => capture);

function leadsSomewhere(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = join(projectRoot, from, path);
  if (!existsSync(target)) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

/** As GitHub makes them from headings. */
const anchorsOf = (file: string): string[] =>
  captured(readFileSync(file, 'utf8'), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
