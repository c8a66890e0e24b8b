import type { Reception } from '#messaging';
import type { OutboxWork } from '#outbox';
import { allEnded } from '#service-kit';
import type { Handled } from './inbox-table.js';

/** Those that lock the same stay in their order; the others share their statements. */
export async function handleAll(receptions: readonly Reception[], work: OutboxWork): Promise<Handled[]> {
  const lines = Map.groupBy(receptions, ({ locks }) => locks);
  return (await allEnded([...lines.values()].map((line) => handleInOrder(line, work)))).flat();
}

async function handleInOrder(receptions: readonly Reception[], work: OutboxWork): Promise<Handled[]> {
  const handled: Handled[] = [];
  for (const reception of receptions) handled.push(await handle(reception, work));
  return handled;
}

async function handle({ message, decide }: Reception, work: OutboxWork): Promise<Handled> {
  const { id, correlationId, requestId } = message;
  const own = work.because({ id, correlationId, requestId });
  const answer = await decide(message, own);
  if (answer) own.reply(message, answer);
  return { message, outcome: own.outcome, handledAt: own.at };
}
