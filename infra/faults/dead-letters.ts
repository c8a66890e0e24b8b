import type { GatewayClient } from '#gateway-client';
import { eventually } from '#testing';

export interface DeadLetter {
  readonly messageId: string;
  readonly type: string;
  readonly channel: string;
  readonly shardKey: string;
  readonly error: string;
  readonly attempts: number;
}

/** Those about one order. */
export const deadLettersOf = async (operator: GatewayClient, orderId: string): Promise<DeadLetter[]> =>
  (await listed(operator)).filter(({ shardKey }) => shardKey === orderId);

/** Those whose error contains the words. */
export const deadLettersWith = async (operator: GatewayClient, words: string): Promise<DeadLetter[]> =>
  (await listed(operator)).filter(({ error }) => error.includes(words));

/** The one about the order, as soon as it is there. */
export const deadLetterOf = (operator: GatewayClient, orderId: string): Promise<DeadLetter> =>
  eventually(async () => {
    const [letter, ...more] = await deadLettersOf(operator, orderId);
    expect(more).toEqual([]);
    if (!letter) throw new Error(`There is no dead letter of the order ${orderId} yet`);
    return letter;
  });

export const redrive = (operator: GatewayClient, channel: string): Promise<unknown> =>
  operator.post(`/dead-letters/${channel}/redrive`);

async function listed(operator: GatewayClient): Promise<DeadLetter[]> {
  const { deadLetters } = await operator.get<{ readonly deadLetters: DeadLetter[] }>('/dead-letters');
  return deadLetters;
}
