import {
  isProblemName,
  linkTo,
  problemKinds,
  problemTitleOf,
  problemTypeOf,
  type ProblemKindResponse,
} from '#contracts/rest';
import { Public } from '#service-kit';
import { Controller, Get, NotFoundException, Param } from '@nestjs/common';

/** What the `type` of a problem leads to. */
@Public()
@Controller('problems')
export class ProblemsController {
  @Get(':problem')
  get(@Param('problem') problem: string): ProblemKindResponse {
    if (!isProblemName(problem)) throw new NotFoundException('There is no such kind of problem.');
    const { status, when } = problemKinds[problem];
    return {
      type: problemTypeOf(problem),
      title: problemTitleOf(problem),
      status,
      description: when,
      _links: { self: linkTo('getProblemKind', { problem }) },
    };
  }
}
