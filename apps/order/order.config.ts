import { ParticipantConfig } from '#participant';
import { milliseconds } from '#service-kit';
import type { z } from 'zod';

export const OrderConfig = ParticipantConfig.extend({
  PORT: ParticipantConfig.shape.PORT.default(8081),
  /** How long the create-order saga waits for its participants. */
  VALIDATION_DEADLINE_MS: milliseconds.default(30_000),
  /** How often sagas past their deadline are looked for. */
  DEADLINE_CHECK_INTERVAL_MS: milliseconds.default(1_000),
});
export type OrderConfig = z.output<typeof OrderConfig>;
