import { Money, text } from '#contracts';
import { z } from 'zod';

const name = text(60);

export const RegisterConsumerRequest = z.strictObject({
  name: z.strictObject({ firstName: name, lastName: name }),
  creditLimit: Money,
});
export type RegisterConsumerRequest = z.output<typeof RegisterConsumerRequest>;
