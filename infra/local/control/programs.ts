import { apps, participants, type App } from '../services/app.js';
import type { ServiceProcess } from '../services/service-process.js';
import type { Supervised } from '../start/supervisor.js';
import { Refusal, type Demo } from './demo.js';

const SERVERS = ['postgres', 'rabbitmq'] as const;
/** The three services that take part in sagas. */
const ALL = 'all';

/** The programs that a name stands for: a service's instances, or the one of that number, or a server. */
export function programsNamed(demo: Demo, name: string, number?: string): readonly Supervised[] {
  const server = SERVERS.find((each) => each === name);
  if (server) return [demo.servers[server] ?? refuse(`${name} was not started by npm start.`)];
  const instances = instancesNamed(demo, name);
  if (number === undefined) return instances;
  return [instances[Number(number) - 1] ?? refuse(`There is no ${name} ${number}.`)];
}

export const instancesNamed = ({ system }: Demo, name: string): readonly ServiceProcess[] =>
  appsNamed(name).flatMap((app) => system.instancesOf(app));

export const participantNamed = (name: string): (typeof participants)[number] =>
  participants.find((each) => each === name) ??
  refuse(`"${name}" is not a service: it is one of ${participants.join(', ')}.`);

function appsNamed(name: string): readonly App[] {
  if (name === ALL) return participants;
  const app = apps.find((each) => each === name);
  return app ? [app] : refuse(`"${name}" is none of ${[...apps, ...SERVERS].join(', ')}, ${ALL}.`);
}

function refuse(reason: string): never {
  throw new Refusal(reason);
}
