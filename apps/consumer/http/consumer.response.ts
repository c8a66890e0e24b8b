import { formatMoney } from '#contracts';
import type { ConsumerResponse } from '#contracts/rest';
import type { Consumer } from '../domain/consumer.js';

export const toConsumerResponse = (consumer: Consumer): ConsumerResponse => ({
  consumerId: consumer.consumerId,
  name: consumer.name,
  creditLimit: formatMoney(consumer.creditLimit),
  availableCredit: formatMoney(consumer.availableCredit),
  status: consumer.status,
});
