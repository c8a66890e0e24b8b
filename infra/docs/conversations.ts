import * as contracts from '#contracts';
import { channels, EVENTS, eventKeyOf } from '#messaging';
import type { SagaDefinition } from '#saga/definition';
import { code, codes, table } from './markdown.js';

/** What each saga asks of whom, how it is answered, and what undoes it. */
export function sagaTable<Data>(definition: SagaDefinition<Data>): string {
  const steps = definition.steps.map(({ name, request, succeedsOn, failsOn, compensation }) => [
    name,
    code(request.command.type),
    code(request.command.channel),
    codes([succeedsOn.type, failsOn.type]),
    compensation ? code(compensation.command.type) : '',
  ]);
  const endings = definition.onCompletion.map(({ command }) => [
    '(on completion)',
    code(command.type),
    code(command.channel),
    '',
    '',
  ]);
  return table(['step', 'command', 'channel', 'replies', 'compensation'], [...steps, ...endings]);
}

const isEvent = (each: unknown): each is contracts.Event =>
  typeof each === 'object' && each !== null && 'kind' in each && each.kind === 'event';

/** Every event, and who hears it. */
export function eventTable(): string {
  const rows = Object.values<unknown>(contracts)
    .filter(isEvent)
    .map((event) => [
      code(eventKeyOf(event.publisher, event.type)),
      codes(subscribersOf(event)) || 'nobody yet',
    ]);
  return table([`routing key in ${code(EVENTS)}`, 'queues'], rows.toSorted(byKey));
}

const byKey = ([one = '']: readonly string[], [other = '']: readonly string[]): number =>
  one < other ? -1 : 1;

const subscribersOf = ({ type }: contracts.Event): string[] =>
  channels
    .filter(({ subscribesTo }) => subscribesTo.some((event) => event.type === type))
    .map(({ name }) => name);
