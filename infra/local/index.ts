/** What tests need to run the real thing: servers of their own, and systems on them. */
export { LocalInfrastructure } from './servers/local-infrastructure.js';
export { demandRabbitMq } from './servers/demand-programs.js';
export { freePort } from './servers/ports.js';
export { RabbitMq } from './servers/rabbitmq.js';
export { freeRabbitMqPorts, type RabbitMqPorts } from './servers/rabbitmq-ports.js';
export type { ServerAddresses } from './servers/server-addresses.js';
export { temporaryDirectory } from './servers/temporary-directory.js';
export { participants, type App } from './services/app.js';
export type { Detours } from './services/detours.js';
export { BARELY_LIMITED } from './services/environment.js';
export { builtFile, projectRoot } from './project.js';
export { ServiceProcess } from './services/service-process.js';
export { System, type SystemAddresses, type SystemOptions } from './services/system.js';
export { stopSignal } from './start/stop-signal.js';
export type { FaultLine } from './testing/fault-table.js';
export { runStage } from './testing/run-stage.js';
export { summary, type StageResult } from './testing/stage-result.js';
export type { Stage } from './testing/stages.js';
