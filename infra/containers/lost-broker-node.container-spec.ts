import { GatewayClient } from '#gateway-client';
import { eventually, type Attempt } from '#testing';
import { compose } from './compose.js';
import { queues } from './stores.js';
import { survive } from './survive.js';

const NODES = ['rabbit@rabbitmq-1', 'rabbit@rabbitmq-2', 'rabbit@rabbitmq-3'];
const REPLIES = 'order.replies.0';

/** The first node goes by the name of the only one of the plain stack. */
const containerOf = (node: string): string => node.replace('rabbit@', '').replace(/-1$/, '');

/** Rejects unless the latest order that nothing speaks against is VALIDATED. */
async function latestIsValidated(attempts: readonly Attempt[]): Promise<void> {
  const latest = attempts.findLast(({ orderId, flaw, cancellation }) => orderId && !flaw && !cancellation);
  const gateway = await GatewayClient.logIn(process.env.GATEWAY_URL ?? '', 'operator');
  expect(await gateway.order(latest?.orderId ?? '')).toMatchObject({ state: 'VALIDATED' });
}

const wholeCluster = async (): Promise<void> =>
  expect((await queues()).filter(({ online }) => online.length < NODES.length)).toEqual([]);

describe('a cluster of three broker nodes', () => {
  it('has every queue on all of them', async () => {
    const members = (await queues()).map((queue) => queue.members.toSorted());
    expect(members).not.toEqual([]);
    expect(members).toEqual(members.map(() => NODES));
  });

  it('goes on when the node is killed that leads a queue, and loses no order, and doubles none', async () => {
    const leader = (await queues()).find(({ name }) => name === REPLIES)?.leader ?? '';
    expect(NODES).toContain(leader);

    const { accepted, terminal } = await survive('a lost broker node', {
      strike: () => compose(['kill', containerOf(leader)]),
      lift: async (attempts) => {
        await eventually(() => latestIsValidated(attempts()), 120_000);
        await compose(['start', containerOf(leader)]);
      },
    });

    expect(terminal).toBe(accepted);
    await eventually(wholeCluster, 120_000);
  }, 500_000);
});
