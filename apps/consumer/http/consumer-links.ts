import { linkFor, linkTo, type ConsumerLinks } from '#contracts/rest';
import type { Caller } from '#service-kit';
import type { Consumer } from '../domain/consumer.js';

/** Where a consumer leads this caller; who is suspended stays so. */
export const consumerLinks = (consumer: Consumer, { role }: Caller): ConsumerLinks => {
  const { consumerId } = consumer;
  return {
    self: linkTo('getConsumer', { consumerId }),
    orders: linkTo('listOrders', {}, { consumerId }),
    suspend: consumer.isSuspended() ? undefined : linkFor(role, 'suspendConsumer', { consumerId }),
  };
};
