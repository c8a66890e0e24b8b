import { formatMoney } from '#contracts';
import type { Consumer, ConsumerName } from '../domain/consumer.js';

export interface ConsumerResponse {
  readonly consumerId: string;
  readonly name: ConsumerName;
  readonly creditLimit: string;
  readonly availableCredit: string;
  readonly status: string;
}

export const toConsumerResponse = (consumer: Consumer): ConsumerResponse => ({
  consumerId: consumer.consumerId,
  name: consumer.name,
  creditLimit: formatMoney(consumer.creditLimit),
  availableCredit: formatMoney(consumer.availableCredit),
  status: consumer.status,
});
