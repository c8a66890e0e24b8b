import { z } from 'zod';
import { ConsumerId, Money, text } from '../values.js';
import { Link } from './links.js';
import { oncePerKey } from './once-per-key.js';
import type { Route } from './route.js';
import type { Wire } from './wire.js';

const name = text(60);

export const RegisterConsumerRequest = z
  .strictObject({ name: z.strictObject({ firstName: name, lastName: name }), creditLimit: Money })
  .meta({
    id: 'RegisterConsumerRequest',
    examples: [{ name: { firstName: 'Nora', lastName: 'Newcomer' }, creditLimit: '100.00' }],
  });
export type RegisterConsumerRequest = z.output<typeof RegisterConsumerRequest>;

const ConsumerLinks = z
  .object({
    self: Link,
    orders: Link,
    suspend: Link.optional().meta({ description: 'While it would change something, for who may do it' }),
  })
  .meta({ id: 'ConsumerLinks' });
export type ConsumerLinks = Wire<typeof ConsumerLinks>;

export const ConsumerResponse = z
  .object({
    consumerId: ConsumerId,
    name: z.object({ firstName: name, lastName: name }),
    creditLimit: Money,
    availableCredit: Money.meta({ description: 'The limit, less what is held for orders' }),
    status: z.enum(['ACTIVE', 'SUSPENDED']),
    _links: ConsumerLinks,
  })
  .meta({ id: 'Consumer' });
export type ConsumerResponse = Wire<typeof ConsumerResponse>;

export const consumerRoutes: readonly Route[] = [
  {
    id: 'registerConsumer',
    method: 'POST',
    path: '/consumers',
    tag: 'consumers',
    summary: 'Registers a consumer',
    access: ['operator'],
    request: RegisterConsumerRequest,
    answers: {
      201: {
        description: 'The consumer, who may place orders from now on',
        body: ConsumerResponse,
        headers: { location: z.string().meta({ description: 'Where the consumer is' }) },
      },
    },
    ...oncePerKey,
  },
  {
    id: 'getConsumer',
    method: 'GET',
    path: '/consumers/{consumerId}',
    tag: 'consumers',
    summary: 'Shows a consumer and the credit that is left',
    access: ['consumer', 'operator'],
    owner: 'the consumer',
    answers: { 200: { description: 'The consumer', body: ConsumerResponse } },
    problems: ['consumer-not-found'],
    repetition: 'safe',
  },
  {
    id: 'suspendConsumer',
    method: 'POST',
    path: '/consumers/{consumerId}/suspension',
    tag: 'consumers',
    summary: 'Stops a consumer from placing orders',
    description: 'Orders that were placed go on.',
    access: ['operator'],
    answers: { 200: { description: 'The consumer, SUSPENDED', body: ConsumerResponse } },
    problems: ['consumer-not-found'],
    repetition: 'idempotent',
  },
];
