export { authOptions, authVariables, issuerOf } from './auth/auth-variables.js';
export { AuthModule } from './auth/auth.module.js';
export { mayActFor, type Caller, type CallerRole, type Party } from './auth/caller.js';
export { AnonymousToo, CurrentCaller, Public, Roles } from './auth/route-access.js';
export { isSameSecret } from './auth/same-secret.js';
export type { AuthOptions } from './auth/token-verifier.js';
export { ConfigError, loadConfig, type Environment } from './config/load-config.js';
export {
  drainTime,
  logLevel,
  milliseconds,
  millisecondsList,
  oneOf,
  onOff,
  port,
  seconds,
  url,
  urlList,
  wholeNumber,
  wordList,
} from './config/schema-pieces.js';
export { provide } from './composition/provide.js';
export { addressKey } from './edge/address-key.js';
export type { EdgeOptions } from './edge/edge.js';
export { REQUEST_ID } from './edge/request-id.js';
export type { EdgeReply, EdgeRequest, EdgeServer } from './edge/server.js';
export { HealthModule } from './health/health.module.js';
export { READINESS_CHECKS, type ReadinessCheck } from './health/readiness.js';
export { currentRequestId, withinRequest } from './logging/request-context.js';
export { METRICS_TOKEN } from './metrics/metrics.controller.js';
export { MetricsModule } from './metrics/metrics.module.js';
export { cents } from './persistence/cents.js';
export { driverError, isDatabaseUnavailable, isOutage } from './persistence/database-errors.js';
export { joined, joinedSelect, joinedWrite } from './persistence/sets/joined.js';
export { joinedLock, joinedRow } from './persistence/sets/joined-row.js';
export { leaveToCommit, pipelinedTransaction } from './persistence/sets/pipelined-transaction.js';
export { PLANS_THAT_LAST, prepared } from './persistence/sets/prepared.js';
export { statementName } from './persistence/sets/statement-name.js';
export { insertion, statementOnRows, type Columns } from './persistence/sets/statement-on-rows.js';
export { HttpProblem } from './problem/http-problem.js';
export {
  PROBLEM_MEDIA_TYPE,
  type InvalidValue,
  type Problem,
  type ProblemDescription,
} from './problem/problem.js';
export type { ProblemTable } from './problem/problem-table.js';
export { sendProblem } from './problem/send-problem.js';
export { createHttpApp, type HttpAppOptions } from './service/create-http-app.js';
export { LoadShedding } from './service/load-shedding.js';
export type { OutgoingResponse } from './service/outgoing-response.js';
export { isHealth } from './service/routine-routes.js';
export { entityTagOf, isKnown, REVALIDATE } from './service/entity-tag.js';
export { allEnded } from './waiting/all-ended.js';
export { ClientGone } from './waiting/client-gone.js';
export { appliedWait, LONGEST_WAIT_S, PreferredWait, type Wait } from './waiting/preferred-wait.js';
export { waitAtMost } from './waiting/wait-at-most.js';
export { runService, type Service } from './service/run-service.js';
