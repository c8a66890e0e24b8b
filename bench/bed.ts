import type { Attempt } from '#testing';
import { join } from 'node:path';
import { LocalInfrastructure, stopLeftovers } from '../infra/local/index.js';
import type { RunningSubject, Subject } from './subjects/subject.js';

/** Servers as they come, durable, with the times of commits kept. */
const POSTGRES = ['track_commit_timestamp=on'];

/** A system on servers of its own, and all that was asked of it so far. */
export interface Bed {
  readonly servers: LocalInfrastructure;
  readonly subject: RunningSubject;
  readonly attempts: Attempt[];
}

/** Starts a system on fresh servers, has it used, and removes both, however that ends. */
export async function withBed<T>(subject: Subject, use: (bed: Bed) => Promise<T>): Promise<T> {
  const servers = await LocalInfrastructure.temporary({ durable: true, postgresSettings: POSTGRES });
  let running: RunningSubject | undefined;
  try {
    await servers.start();
    running = await subject.start(servers);
    return await use({ servers, subject: running, attempts: [] });
  } finally {
    // What has started of a system that did not start as a whole would spoil the turns after it.
    if (running) await running.stop();
    else await stopLeftovers(join(servers.directory, 'run'), console.log);
    await servers.discard();
  }
}
