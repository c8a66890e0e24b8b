import { z } from 'zod';
import * as contracts from './index.js';
import type { Contract } from './contract.js';

const isContract = (value: unknown): value is Contract =>
  typeof value === 'object' && value !== null && 'kind' in value && 'type' in value;

const all = Object.entries(contracts as Record<string, unknown>).flatMap(([name, value]) =>
  isContract(value) ? [[name, value] as const] : [],
);

describe.each(all)('the contract %s', (name, contract) => {
  it('has its own name as the type on the wire', () => {
    expect(contract.type).toBe(name);
  });

  it('has an example that decodes, and encodes to itself again', () => {
    const decoded = z.decode(contract.body, contract.example as never);
    expect(z.encode(contract.body, decoded as never)).toEqual(contract.example);
  });

  it('tolerates fields that it does not know, at every depth', () => {
    expect(contract.body.parse(withUnknownFields(contract.example))).toEqual(
      contract.body.parse(contract.example),
    );
  });
});

it('knows every command, reply and event of the flow', () => {
  expect(all.map(([name]) => name).toSorted()).toMatchInlineSnapshot(`
    [
      "CancelTicket",
      "ConsumerRegistered",
      "ConsumerSuspended",
      "ConsumerValidated",
      "ConsumerValidationFailed",
      "MenuRevised",
      "OrderCancelled",
      "OrderDetailsValidated",
      "OrderDetailsValidationFailed",
      "OrderPlaced",
      "OrderRejected",
      "OrderValidated",
      "ReleaseConsumerCredit",
      "RestaurantOpened",
      "TicketAccepted",
      "TicketCancellationRefused",
      "TicketCancelled",
      "ValidateConsumerInfo",
      "ValidateOrderDetails",
    ]
  `);
});

it('lists all of them, each once', () => {
  const { conversations, events } = contracts;
  const listed = [...conversations.flatMap(({ command, replies }) => [command, ...replies]), ...events];
  expect(listed.map(({ type }) => type).toSorted()).toEqual(all.map(([name]) => name).toSorted());
});

function withUnknownFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownFields);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, field]) => [key, withUnknownFields(field)]);
  return { ...Object.fromEntries(fields), fromTheFuture: true };
}
