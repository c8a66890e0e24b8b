import { Money } from '#contracts';
import { z } from 'zod';

const name = z.string().trim().min(1).max(60);

export const RegisterConsumerRequest = z.strictObject({
  name: z.strictObject({ firstName: name, lastName: name }),
  creditLimit: Money,
});
export type RegisterConsumerRequest = z.output<typeof RegisterConsumerRequest>;
