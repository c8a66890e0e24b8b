import { z } from 'zod';
import { Link } from './links.js';
import type { Route } from './route.js';
import { Incomplete } from './timelines.js';
import type { Wire } from './wire.js';

const MOST_AT_ONCE = 1_000;

/** Without ids, all letters of the channel. */
export const RedriveRequest = z
  .strictObject({ messageIds: z.array(z.string()).min(1).max(MOST_AT_ONCE).optional() })
  .nullish()
  .meta({ id: 'RedriveRequest', examples: [{}] });
export type RedriveRequest = z.output<typeof RedriveRequest>;

const DeadLetter = z
  .object({
    channel: z.string(),
    messageId: z.string(),
    type: z.string(),
    shardKey: z.string(),
    correlationId: z.string(),
    attempts: z.int(),
    error: z.string(),
    failedAt: z.string().optional(),
    body: z.string().meta({ description: 'Its first 2000 characters, whatever they are' }),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetter = Wire<typeof DeadLetter>;

/** What one service answers; the gateway puts them together. */
export const ServiceDeadLettersResponse = z.object({ deadLetters: z.array(DeadLetter) });
export type ServiceDeadLettersResponse = Wire<typeof ServiceDeadLettersResponse>;

const DeadLetterChannel = z
  .object({ channel: z.string(), _links: z.object({ redrive: Link }) })
  .meta({ id: 'DeadLetterChannel' });

export const DeadLettersResponse = ServiceDeadLettersResponse.extend({
  channels: z.array(DeadLetterChannel).meta({ description: 'Those that have dead letters' }),
  incomplete: Incomplete,
  _links: z.object({ self: Link }),
}).meta({ id: 'DeadLetterList' });
export type DeadLettersResponse = Wire<typeof DeadLettersResponse>;

export const RedriveResponse = z
  .object({ channel: z.string(), redriven: z.int().min(0) })
  .meta({ id: 'Redriven' });
export type RedriveResponse = Wire<typeof RedriveResponse>;

export const deadLetterRoutes: readonly Route[] = [
  {
    id: 'listDeadLetters',
    method: 'GET',
    path: '/dead-letters',
    tag: 'operation',
    summary: 'Lists the oldest hundred dead letters of every channel',
    access: ['operator'],
    answers: { 200: { description: 'The dead letters', body: DeadLettersResponse } },
    repetition: 'safe',
  },
  {
    id: 'redriveDeadLetters',
    method: 'POST',
    path: '/dead-letters/{channel}/redrive',
    tag: 'operation',
    summary: "Sends a channel's dead letters back to it, as first attempts",
    access: ['operator'],
    request: RedriveRequest,
    answers: { 200: { description: 'How many went', body: RedriveResponse } },
    repetition: 'idempotent',
  },
];
