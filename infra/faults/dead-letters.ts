import type { DeadLetter, GatewayClient } from '#gateway-client';
import { eventually } from '#testing';

/** Those about one order. */
export const deadLettersOf = async (operator: GatewayClient, orderId: string): Promise<DeadLetter[]> =>
  (await operator.deadLetters()).deadLetters.filter(({ shardKey }) => shardKey === orderId);

/** Those whose error contains the words. */
export const deadLettersWith = async (operator: GatewayClient, words: string): Promise<DeadLetter[]> =>
  (await operator.deadLetters()).deadLetters.filter(({ error }) => error.includes(words));

/** The one about the order, as soon as it is there. */
export const deadLetterOf = (operator: GatewayClient, orderId: string): Promise<DeadLetter> =>
  eventually(async () => {
    const [letter, ...more] = await deadLettersOf(operator, orderId);
    expect(more).toEqual([]);
    if (!letter) throw new Error(`There is no dead letter of the order ${orderId} yet`);
    return letter;
  });
