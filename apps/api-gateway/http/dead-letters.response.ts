import type { ServiceName } from '#contracts';
import { linkTo, type DeadLetter, type DeadLettersResponse } from '#contracts/rest';

/** The dead letters that came of the services, and the way back for every channel that has some. */
export function toDeadLettersResponse(
  deadLetters: readonly DeadLetter[],
  incomplete: readonly ServiceName[],
): DeadLettersResponse {
  const names = new Set(deadLetters.map(({ channel }) => channel));
  const channels = Array.from(names, (channel) => ({
    channel,
    _links: { redrive: linkTo('redriveDeadLetters', { channel }) },
  }));
  return { deadLetters, channels, incomplete, _links: { self: linkTo('listDeadLetters') } };
}
