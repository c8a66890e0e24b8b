import type { z } from 'zod';
import { accountOf } from './account.js';

const databases = ['ORDER_DATABASE_URL', 'CONSUMER_DATABASE_URL', 'RESTAURANT_DATABASE_URL'];
const brokers = ['ORDER_AMQP_URL', 'CONSUMER_AMQP_URL', 'RESTAURANT_AMQP_URL'];

/** A service's account gets no more rights than it needs: an administrator's own would lose the others. */
export function accountRules(config: Readonly<Record<string, unknown>>, { addIssue }: z.RefinementCtx): void {
  const userOf = (name: string): string => accountOf(String(config[name]), '').user;
  const demandAnother = (name: string, others: readonly string[]): void => {
    const other = others.find((each) => userOf(each) === userOf(name));
    if (other) addIssue({ code: 'custom', path: [name], message: `must name another user than ${other}` });
  };
  for (const name of databases) demandAnother(name, ['DATABASE_ADMIN_URL']);
  if (!config.AMQP_MANAGEMENT_URL) return;
  for (const [index, name] of brokers.entries())
    demandAnother(name, ['AMQP_ADMIN_URL', 'AMQP_MANAGEMENT_URL', ...brokers.slice(0, index)]);
}
