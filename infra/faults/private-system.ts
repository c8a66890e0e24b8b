import { LocalInfrastructure, System } from '../local/index.js';

/** A system on servers of its own, so that a test may kill any part of it. */
export interface PrivateSystem {
  readonly servers: LocalInfrastructure;
  readonly system: System;
  stop(): Promise<void>;
}

export async function startPrivateSystem(env: Readonly<Record<string, string>> = {}): Promise<PrivateSystem> {
  const servers = await LocalInfrastructure.temporary();
  await servers.start();
  const system = await System.create({ servers, directory: servers.directory, env });
  await system.start();
  const stop = async (): Promise<void> => {
    await system.stop();
    await servers.discard();
  };
  return { servers, system, stop };
}
