import { StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { HttpProblem } from './http-problem.js';
import type { InvalidValue } from './problem.js';
import { requirementOf } from './requirement.js';

type Issues = Parameters<
  NonNullable<ConstructorParameters<typeof StandardSchemaValidationPipe>[0]>['exceptionFactory'] & {}
>[0];
type Issue = Issues[number];
type Result<Value> = Awaited<ReturnType<z.core.$ZodStandardSchema<z.ZodType<Value>>['validate']>>;

const MOST_ERRORS = 50;

/** Checks what `@Body({ schema })` and its kind ask for; the problem points at every wrong value. */
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: invalidRequest });
  }

  /** The parser refuses what this takes away, and for a large body that takes long. */
  protected override stripProtoKeys(): void {}

  /** In words for who calls, which Standard Schema knows no place for. */
  protected override async validate<Value>(value: unknown, schema: unknown): Promise<Result<Value>> {
    const result = await z.safeParseAsync(schema as z.ZodType, value, { error: requirementOf });
    return result.success ? { value: result.data as Value } : { issues: result.error.issues };
  }
}

function invalidRequest(issues: Issues): HttpProblem {
  const errors = issues.flatMap(invalidValues);
  const count = errors.length === 1 ? 'A value' : `${errors.length} values`;
  const detail = `${count} of the request cannot be accepted; "errors" says where and why.`;
  return new HttpProblem({
    status: 400,
    slug: 'invalid-request',
    detail,
    errors: errors.slice(0, MOST_ERRORS),
  });
}

/** Zod reports the fields that an object should not have together, at the object; each is a wrong value of its own. */
function invalidValues(issue: Issue): readonly InvalidValue[] {
  const path = issue.path ?? [];
  const { keys } = issue as { readonly keys?: readonly string[] };
  if (!keys) return [{ pointer: pointerTo(path), detail: issue.message }];
  return keys.map((key) => ({ pointer: pointerTo([...path, key]), detail: 'is not known here' }));
}

const pointerTo = (path: NonNullable<Issue['path']>): string =>
  path.map((segment) => `/${escape(keyOf(segment))}`).join('');

const keyOf = (segment: NonNullable<Issue['path']>[number]): string =>
  String(typeof segment === 'object' ? segment.key : segment);

/** RFC 6901, section 3. */
const escape = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');
