/** What tests need to run the real thing: servers of their own, and systems on them. */
export { LocalInfrastructure } from './servers/local-infrastructure.js';
export { freePort } from './servers/ports.js';
export type { ServerAddresses } from './servers/server-addresses.js';
export { participants, type App } from './services/app.js';
export type { Detours } from './services/detours.js';
export { builtFile } from './project.js';
export { ServiceProcess } from './services/service-process.js';
export { System, type SystemOptions } from './services/system.js';
export type { FaultLine } from './testing/fault-table.js';
