import type { Answer, Problem } from '#gateway-client';

/** Fails unless the answer is a problem of this kind, as RFC 9457 wants it. */
export function expectProblem(answer: Answer, status: number, slug: string): void {
  expect(answer.body).toMatchObject({
    type: `/problems/${slug}`,
    status,
    title: expect.stringMatching(/^[A-Z]/),
    detail: expect.stringMatching(/./),
  });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.status).toBe(status);
}

/** Fails unless the answer is a 400 that points at these values of the request, as RFC 6901 has it. */
export function expectInvalid(answer: Answer, ...pointers: readonly string[]): void {
  expectProblem(answer, 400, 'invalid-request');
  const { errors = [] } = answer.body as Problem;
  expect([...new Set(errors.map(({ pointer }) => pointer))]).toEqual(pointers);
  for (const { detail } of errors) expect(detail).not.toBe('');
}
