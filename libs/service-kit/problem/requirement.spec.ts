import { PlaceOrderRequest, routes } from '#contracts/rest';
import { z } from 'zod';
import { requirementOf } from './requirement.js';

const refusalsOf = (schema: z.ZodType, value: unknown): readonly string[] =>
  schema.safeParse(value, { error: requirementOf }).error?.issues.map(({ message }) => message) ?? [];

const exampleOf = (schema: z.ZodType): unknown =>
  (z.globalRegistry.get(schema)?.examples as readonly unknown[] | undefined)?.[0];

describe('what is said of a value that is refused', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.object({}), undefined, 'the request needs a JSON object as its body'],
    [z.object({}), null, 'the request needs a JSON object as its body'],
    [z.object({ name: z.string() }), {}, 'is missing'],
    [z.object({ name: z.object({}) }), { name: 'Martha' }, 'must be an object'],
    [z.object({ state: z.enum(['OPEN', 'ACCEPTED']) }), { state: 'x' }, 'must be "OPEN" or "ACCEPTED"'],
    [z.object({ id: z.guid() }), {}, 'is missing'],
    [z.guid(), 'x', 'must be a UUID'],
    [z.iso.datetime(), 'today', 'must be a time with its offset, such as 2026-11-21T19:30:00Z'],
    [z.string(), 17, 'must be a string'],
    [z.string().min(1), '', 'must not be empty'],
    [z.string().min(2), 'x', 'must have at least 2 characters'],
    [z.string().max(2), 'xyz', 'must have at most 2 characters'],
    [z.array(z.string()), 'x', 'must be an array'],
    [z.array(z.string()).min(1), [], 'must not be empty'],
    [z.array(z.string()).max(1), ['a', 'b'], 'must have at most 1 item'],
    [z.int(), 1.5, 'must be a whole number'],
    [z.int().min(1), 0, 'must be at least 1'],
    [z.int().max(100), 101, 'must be at most 100'],
    [z.string('must be a name'), 17, 'must be a name'],
  ])('is, of %#, in our words', (schema, value, requirement) => {
    expect(refusalsOf(schema, value)).toEqual([requirement]);
  });

  const requests = routes.flatMap(({ id, request }) => (request ? [[id, request] as const] : []));

  /** The value with each of its parts in turn replaced by something else. */
  function* spoilt(value: unknown): Generator<unknown> {
    yield* [undefined, null, 17, 1.5, '', 'x'.repeat(300), [], {}];
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value))
      for (const other of spoilt(part))
        yield Array.isArray(value) ? value.with(Number(key), other) : { ...value, [key]: other };
  }

  it.each(requests)('is in our words wherever a request to %s is wrong', (_, request) => {
    const refusals = [...spoilt(exampleOf(request))].flatMap((value) => refusalsOf(request, value));
    expect(refusals.length).toBeGreaterThan(4);
    const ours = /^(is missing|must .+|the request needs .+|Unrecognized keys?: .+)$/;
    expect(refusals.filter((refusal) => !ours.test(refusal))).toEqual([]);
    expect(refusals.filter((refusal) => refusal.includes('of the type'))).toEqual([]);
  });

  it.each([
    ['restaurantId', undefined, 'is missing'],
    ['restaurantId', 'ajanta', 'must be a UUID'],
    ['orderTotal', 61.7, 'must be an amount as a string with two decimals, such as "61.70"'],
    ['orderTotal', undefined, 'is missing'],
    ['lineItems', [], 'must not be empty'],
  ])('of an order whose %s is %j is that it %s', (field, value, requirement) => {
    const order = exampleOf(PlaceOrderRequest) as object;
    expect(refusalsOf(PlaceOrderRequest, { ...order, [field]: value })).toEqual([requirement]);
  });
});
