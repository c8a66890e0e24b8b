import { NotFoundException } from '@nestjs/common';
import { describeError } from './describe-error.js';

const badUrl = Object.assign(new Error("'/%zz?secret=1' is not a valid url component"), {
  code: 'FST_ERR_BAD_URL',
  statusCode: 400,
});

describe('what a client is told of an error', () => {
  it.each([
    ['a path at which nothing is', new NotFoundException('Cannot GET /nowhere?secret=1'), 404],
    ['a path that cannot be decoded', badUrl, 400],
  ])('repeats nothing of the query of %s', (_, error, status) => {
    const description = describeError(error, []);
    expect(description.status).toBe(status);
    expect(description.detail).not.toContain('secret');
  });

  it('has the words of whoever found that something is missing', () => {
    expect(describeError(new NotFoundException('There is no channel "a"'), [])).toEqual({
      status: 404,
      detail: 'There is no channel "a"',
    });
  });
});
