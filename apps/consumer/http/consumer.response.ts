import { formatMoney } from '#contracts';
import type { ConsumerResponse } from '#contracts/rest';
import type { Caller } from '#service-kit';
import type { Consumer } from '../domain/consumer.js';
import { consumerLinks } from './consumer-links.js';

/** The consumer as this caller sees it. */
export const toConsumerResponse = (consumer: Consumer, caller: Caller): ConsumerResponse => ({
  consumerId: consumer.consumerId,
  name: consumer.name,
  creditLimit: formatMoney(consumer.creditLimit),
  availableCredit: formatMoney(consumer.availableCredit),
  status: consumer.status,
  _links: consumerLinks(consumer, caller),
});
