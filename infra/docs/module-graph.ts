import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { projectRoot } from '../local/project.js';
import { mermaid } from './markdown.js';

const IMPORT = /from '#([a-z-]+(?:\/[a-z-]+)?)'/g;
const TESTS = /spec\.ts$|\/(testing|e2e)\//;

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Which apps and libraries import which libraries; an arrow that others imply is left out. */
export function moduleGraph(): string {
  const graph = readGraph();
  const boxes = [...graph.keys()].map((path) => `    ${idOf(path)}["${path}"]`);
  const arrows = [...graph].flatMap(([from, targets]) =>
    [...targets].filter((to) => !isImplied(graph, from, to)).map((to) => `    ${idOf(from)} --> ${idOf(to)}`),
  );
  return mermaid(['flowchart TD', ...boxes, ...arrows]);
}

function readGraph(): Graph {
  const apps = readdirSync(join(projectRoot, 'apps')).map((name) => join('apps', name));
  const modules = [...apps, ...entries()].toSorted();
  return new Map(modules.map((path) => [path, librariesOf(path)]));
}

/** The libraries, and the parts of libraries that have an entry of their own. */
const entries = (): string[] =>
  globSync('libs/{*,*/*}/index.ts', { cwd: projectRoot })
    .map(dirname)
    .filter((path) => !TESTS.test(`/${path}/`));

const idOf = (path: string): string => path.replaceAll(/[/-]/g, '_');

function librariesOf(path: string): Set<string> {
  const texts = readdirSync(join(projectRoot, path), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !TESTS.test(`/${file}`))
    .map((file) => readFileSync(join(projectRoot, path, file), 'utf8'));
  const imported = texts.flatMap((text) => Array.from(text.matchAll(IMPORT), ([, name]) => `libs/${name}`));
  return new Set([...imported, ...kinOf(path, texts)].toSorted());
}

/** A library and its part need no name for each other: the one imports `./part/index.js`, or the other `../`. */
const kinOf = (path: string, texts: readonly string[]): string[] =>
  entries().filter((entry) => {
    const importsPart =
      dirname(entry) === path && texts.some((text) => text.includes(`/${basename(entry)}/index.js'`));
    const importsWhole = dirname(path) === entry && texts.some((text) => text.includes(`from '../`));
    return importsPart || importsWhole;
  });

const isImplied = (graph: Graph, from: string, to: string): boolean =>
  [...(graph.get(from) ?? [])].some((between) => between !== to && reaches(graph, between, to));

const reaches = (graph: Graph, from: string, to: string): boolean =>
  [...(graph.get(from) ?? [])].some((next) => next === to || reaches(graph, next, to));
