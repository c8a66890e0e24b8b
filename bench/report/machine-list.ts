import type { Results } from '../results.js';
import { figure } from './numbers.js';

const GIB = 2 ** 30;

/** What it was measured on, and for how long. */
export function machineList({ machine, settings }: Results): string {
  const { cpu, cores, memoryBytes, system, node, postgres, rabbitmq, syncMs, measuredAt } = machine;
  const { rounds, seconds } = settings;
  return [
    `- ${measuredAt.slice(0, 10)}, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}, ${seconds} s for each figure`,
    `- ${cores} cores of ${cpu}, ${figure(memoryBytes / GIB)} GiB; ${system}`,
    `- Node.js ${node}, PostgreSQL ${postgres}, RabbitMQ ${rabbitmq}; the servers as they come, with every sync to the disk`,
    `- 8 KiB take ${figure(syncMs)} ms to the disk (median): what each commit waits for at least`,
  ].join('\n');
}
