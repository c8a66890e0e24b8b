import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../local/project.js';

/** A request of a `.http` file, with the `{{..}}` that it has in it. */
export interface HttpRequest {
  /** The text behind its `###`. */
  readonly title: string;
  /** By which later requests speak of its answer. */
  readonly name?: string;
  readonly method: string;
  readonly url: string;
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What stands in a `.http` file as the REST Client of VS Code reads it. */
export interface HttpFile {
  /** `@name = value`. */
  readonly variables: ReadonlyMap<string, string>;
  readonly requests: readonly HttpRequest[];
}

const VARIABLE = /^@(\w+) = (.*)$/;
const NAME = /^# @name (\w+)$/;
const REQUEST_LINE = /^([A-Z]+) (\S+)$/;
const HEADER = /^([\w-]+): (.*)$/;

/** The file at this path of the project. */
export const readHttpFile = (path: string): HttpFile =>
  httpFileOf(readFileSync(join(projectRoot, path), 'utf8'));

export function httpFileOf(text: string): HttpFile {
  return {
    variables: new Map(matches(text.split('\n'), VARIABLE).map(([, name = '', value = '']) => [name, value])),
    requests: text.split(/^###/m).slice(1).map(requestOf),
  };
}

function requestOf(section: string): HttpRequest {
  const [title = '', ...lines] = section.split('\n');
  const start = lines.findIndex((line) => REQUEST_LINE.test(line));
  const [, method = '', url = ''] = REQUEST_LINE.exec(lines[start] ?? '') ?? [];
  const rest = lines.slice(start + 1);
  const end = rest.indexOf('');
  return {
    title: title.trim() || url,
    name: matches(lines, NAME)[0]?.[1],
    method,
    url,
    headers: Object.fromEntries(
      matches(rest.slice(0, end), HEADER).map(([, name = '', value = '']) => [name.toLowerCase(), value]),
    ),
    body: rest.slice(end).join('\n').trim() || undefined,
  };
}

const matches = (lines: readonly string[], pattern: RegExp): RegExpExecArray[] =>
  lines.map((line) => pattern.exec(line)).filter((match) => match !== null);
