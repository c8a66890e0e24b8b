import type { ProblemDescription } from '../problem/problem.js';
import { sendProblem } from '../problem/send-problem.js';
import type { EdgeRequest, EdgeServer } from './server.js';

const LONGEST_TARGET = 2_048;
const MOST_HEADERS = 100;
/** Node silently drops headers beyond this number, so it has to be one more than are taken. */
export const HEADERS_COUNTED = MOST_HEADERS + 1;

/** Refuses what is too long for us though not for Node. */
export function refuseOversize(server: EdgeServer): void {
  server.addHook('onRequest', (request, reply, done) => {
    const problem = oversizeOf(request);
    if (problem) sendProblem(reply, problem, request.url);
    else done();
  });
}

function oversizeOf({ url, raw }: EdgeRequest): ProblemDescription | undefined {
  if (url.length > LONGEST_TARGET)
    return { status: 414, detail: `The target of a request may have ${LONGEST_TARGET} characters.` };
  if (raw.rawHeaders.length / 2 > MOST_HEADERS)
    return { status: 431, detail: `A request may have ${MOST_HEADERS} headers.` };
  return undefined;
}
