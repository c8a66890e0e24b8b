import { openApiDocument } from '#api-documents';
import type { Answer, GatewayClient, Order } from '#gateway-client';
import { fiveVindaloos, martha, nobody } from '#testing';
import { anonymous, logIn } from './callers.js';
import { expectProblem } from './problems.js';
import { quiet } from './quiet.js';
import { owned, reaches } from './samples.js';

interface Operation {
  readonly operationId: string;
  readonly 'x-access': 'public' | readonly string[];
  readonly 'x-owner'?: string;
}

interface Case extends Operation {
  readonly method: string;
  readonly path: string;
}

const { paths } = openApiDocument() as {
  readonly paths: Readonly<Record<string, Record<string, Operation>>>;
};
const cases: readonly Case[] = Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    ...operation,
    method: method.toUpperCase(),
    path,
  })),
);

/** Of each role, somebody whose things are asked for, and somebody else. */
const people = [
  { username: 'martha', role: 'consumer', isOwner: true },
  { username: 'percy', role: 'consumer', isOwner: false },
  { username: 'ajanta', role: 'restaurant', isOwner: true },
  { username: 'zelo', role: 'restaurant', isOwner: false },
  { username: 'operator', role: 'operator', isOwner: true },
] as const;

/** Every operation of the OpenAPI document by everybody: a route without a rule, or with another one, fails here. */
describe('the authorisation', () => {
  const clients = new Map<string, GatewayClient>();
  let order: Order;
  beforeAll(async () => {
    for (const { username } of people) clients.set(username, await logIn(username));
    const { orderId } = await by('martha').placeOrder(fiveVindaloos(martha));
    order = await quiet(by('martha'), orderId);
  });
  afterAll(() => by('martha').send('POST', `/orders/${order.orderId}/cancellation`));

  const by = (username: string): GatewayClient => clients.get(username) ?? anonymous;

  /** What belongs to somebody is there; where it does not matter whose it is, nobody's is asked for. */
  const targetOf = (operation: Case): string => {
    const values: Readonly<Record<string, string>> = operation['x-owner']
      ? { ...owned, orderId: order.orderId }
      : { consumerId: nobody, restaurantId: nobody, orderId: nobody, channel: 'order.replies' };
    return operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name);
  };
  const reachFor = (who: GatewayClient, operation: Case): Promise<Answer> => {
    const { query = '', ...sending } = reaches[operation.operationId] ?? {};
    return who.send(operation.method, `${targetOf(operation)}${query}`, sending);
  };
  /** Without the body that it would need to change anything; and no answer is waited for to its end, as some have none. */
  async function touch({ gatewayUrl, token }: GatewayClient, operation: Case): Promise<number> {
    const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
    const { method } = operation;
    const response = await fetch(`${gatewayUrl}${targetOf(operation)}`, { method, headers });
    await response.body?.cancel();
    return response.status;
  }

  const named = cases.map((each) => [`${each.method} ${each.path}`, each] as const);
  const closed = named.filter(([, operation]) => operation['x-access'] !== 'public');
  const opened = named.filter(([, operation]) => operation['x-access'] === 'public');
  const isFor = (operation: Case, role: string): boolean => operation['x-access'].includes(role);

  it.each(closed)('wants a token for %s', async (_, operation) => {
    expectProblem(await reachFor(anonymous, operation), 401, 'unauthenticated');
  });

  it.each(opened)('lets everybody use %s', async (_, operation) => {
    expect([401, 403]).not.toContain(await touch(anonymous, operation));
  });

  describe.each(people)('keeps $username', ({ username, role, isOwner }) => {
    const refused = closed.filter(
      ([, operation]) => !isFor(operation, role) || (operation['x-owner'] !== undefined && !isOwner),
    );
    if (refused.length > 0)
      it.each(refused)('from %s', async (_, operation) => {
        expectProblem(await reachFor(by(username), operation), 403, 'forbidden');
        expect((await by('martha').order(order.orderId)).version).toBe(order.version);
      });
  });

  describe.each(people)('lets $username', ({ username, role, isOwner }) => {
    const allowed = closed.filter(
      ([, operation]) => isFor(operation, role) && (operation['x-owner'] === undefined || isOwner),
    );
    it.each(allowed)('use %s', async (_, operation) => {
      expect([401, 403]).not.toContain(await touch(by(username), operation));
    });
  });
});
