import { ParticipantConfig } from '#participant';
import { milliseconds, wholeNumber } from '#service-kit';
import type { z } from 'zod';

export const OrderConfig = ParticipantConfig.extend({
  PORT: ParticipantConfig.shape.PORT.default(8081),
  /** How long the create-order saga waits for its participants. */
  VALIDATION_DEADLINE_MS: milliseconds.default(30_000),
  /** How often sagas past their deadline are looked for. */
  DEADLINE_CHECK_INTERVAL_MS: milliseconds.default(1_000),
  /** How often the orders are looked at that somebody waits for. */
  WATCH_INTERVAL_MS: milliseconds.default(100),
  /** How many answers and streams may wait for their order, in one process. */
  MOST_WATCHERS: wholeNumber(0, 100_000).default(1_000),
});
export type OrderConfig = z.output<typeof OrderConfig>;
