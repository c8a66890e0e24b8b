import type { Demo } from './demo.js';
import { Refusal } from './demo.js';
import { demandKnown } from './known-settings.js';
import { instancesNamed } from './programs.js';

import { settingsOf } from '../services/settings.js';

type Variables = Readonly<Record<string, string>>;

/** What provisioning has to know as well: it declares the queues, and gives the right to read the log. */
const SHARED_WITH_PROVISIONING = ['CHANNEL_SHARDS', 'RETRY_DELAYS_MS', 'OUTBOX_RELAY'];

/** `NAME=value`, each. */
export function variablesOf(words: readonly string[]): Variables {
  const wrong = words.find((word) => !/^[A-Z_]+=/.test(word));
  if (wrong !== undefined || words.length === 0)
    throw new Refusal(`A setting looks like NAME=value, not like "${wrong ?? ''}".`);
  return Object.fromEntries(
    words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
}

/** Starts a service anew with these variables, which it keeps until the reset. */
export async function set(demo: Demo, name: string, variables: Variables): Promise<void> {
  const { system, supervisor } = demo;
  const instances = instancesNamed(demo, name);
  for (const { options } of instances) demandKnown(Object.keys(variables), settingsOf(options.app));
  for (const instance of instances) instance.settings = { ...instance.settings, ...variables };
  await Promise.all(instances.map((instance) => supervisor.stop(instance)));
  // While they are down: a replication slot that is read cannot be dropped.
  if (SHARED_WITH_PROVISIONING.some((each) => each in variables)) await system.provision(sharedOf(demo));
  await Promise.all(instances.map((instance) => supervisor.start(instance)));
}

/** The settings of all services that provisioning shares. */
const sharedOf = ({ system }: Demo): Variables =>
  Object.fromEntries(
    system.instances
      .flatMap(({ settings }) => Object.entries(settings))
      .filter(([variable]) => SHARED_WITH_PROVISIONING.includes(variable)),
  );
