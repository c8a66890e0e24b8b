import { ParticipantConfig } from '#participant';
import type { z } from 'zod';

export const ConsumerConfig = ParticipantConfig.extend({ PORT: ParticipantConfig.shape.PORT.default(8082) });
export type ConsumerConfig = z.output<typeof ConsumerConfig>;
