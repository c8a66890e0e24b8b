import type { ServiceProcess } from '../../local/index.js';
import type { KillPointName } from '../sabotage/kill-points.js';
import type { Random } from './random.js';
import type { Sabotage } from '../sabotage/sabotage.js';
import { sabotaged } from './sabotaged.js';
import type { Fault } from './scenario.js';

const MOST_PASSES = 15;

/** Kills the service when it passes the point for the `nth` time, `times` times; `sabotage` is what it suffers besides. */
export const killedEvery = (
  service: ServiceProcess,
  killAt: { readonly point: KillPointName; readonly nth: number },
  times: number,
  sabotage: Sabotage = {},
): Fault => ({
  strike: async () => {
    await service.kill();
    for (let time = 0; time < times; time++) {
      service.launch(sabotaged({ ...sabotage, killAt }));
      await service.exited;
    }
  },
  lift: () => service.start(),
});

/** Kills the service, and then again at each of the points, as soon as it has passed it a few times. */
export const killedAt = (
  service: ServiceProcess,
  points: readonly KillPointName[],
  random: Random,
): Fault => ({
  strike: async () => {
    await service.kill();
    for (const point of points) {
      service.launch(sabotaged({ killAt: { point, nth: random.between(1, MOST_PASSES) } }));
      await service.exited;
    }
  },
  lift: () => service.start(),
});
