import { disturbances, type DisturbanceName } from './disturbances.js';
import { killPoints } from './kill-points.js';
import { mutations } from './mutations.js';
import { SABOTAGE, type Sabotage } from './sabotage.js';

/** Node loads this before a service (`--import`): the service's own code is what runs in production. */
const { killAt, disturbances: chosen = {}, mutation } = JSON.parse(process.env[SABOTAGE] ?? '{}') as Sabotage;

for (const [name, amount] of Object.entries(chosen)) disturbances[name as DisturbanceName](amount);
if (killAt) {
  let passes = 0;
  killPoints[killAt.point](() => {
    if (++passes === killAt.nth) process.kill(process.pid, 'SIGKILL');
  });
}
// Outermost: a mistake of the service sees the disturbances, and not the other way round.
if (mutation) mutations[mutation]();
