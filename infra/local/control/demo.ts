import type { Servers } from '../start/start-servers.js';
import type { Supervisor } from '../start/supervisor.js';
import type { System } from '../services/system.js';

/** A running demo, and who watches over it. */
export interface Demo {
  readonly system: System;
  readonly servers: Servers;
  readonly supervisor: Supervisor;
}

/** What was asked for cannot be done; says why, to whoever asked. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
