import { z } from 'zod';

export const Prefer = z.string().meta({
  description:
    '`wait=N` holds the answer until the order leaves PENDING, for N seconds, 30 at most (RFC 7240)',
  examples: ['wait=10'],
});

export const PreferenceApplied = z
  .string()
  .meta({ description: 'The wait that was granted; without it, nobody waited' });

/** What a client says that comes back to a stream: the version that it has seen last. */
export const LastEventId = z
  .string()
  .regex(/^\d{1,9}$/, 'must be the id of an event of this stream')
  .transform(Number)
  .meta({ description: 'The version that was seen last; only later ones are sent' });
