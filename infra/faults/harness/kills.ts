import type { ServiceProcess } from '../../local/index.js';
import type { Sabotage } from '../sabotage/sabotage.js';
import { sabotaged } from './sabotaged.js';
import type { Fault } from './scenario.js';

/** At which kill point the service dies, and when it passes it for which time. */
export type Kill = Required<Sabotage>['killAt'];

/** Kills the service, and then again by each of the kills in turn; `sabotage` is what it suffers besides. */
export const killedBy = (
  service: ServiceProcess,
  kills: readonly Kill[],
  sabotage: Sabotage = {},
): Fault => ({
  strike: async () => {
    await service.kill();
    for (const killAt of kills) {
      service.launch(sabotaged({ ...sabotage, killAt }));
      await service.exited;
    }
  },
  lift: () => service.start(),
});

/** The same kill so many times. */
export const killedEvery = (service: ServiceProcess, kill: Kill, times: number, sabotage?: Sabotage): Fault =>
  killedBy(service, Array<Kill>(times).fill(kill), sabotage);
