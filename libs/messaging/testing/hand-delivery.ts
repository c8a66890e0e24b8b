import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import type { ConsumeMessage, MessageProperties } from 'amqplib';
import { DeliveryProcessor } from '../delivery-processor.js';
import { dispatcherOf } from '../dispatcher.js';
import type { Publication } from '../publisher.js';
import type { Receiver } from '../receiver.js';

/**
 * The transport of a service whose post a test brings: the same handlers, envelope, contracts, inbox and failure policy
 * as with RabbitMQ, and no broker.
 */
export class HandDelivery extends Server implements CustomTransportStrategy {
  /** What could not be handled, on its way to a retry queue or to the dead letters. */
  readonly setAside: Publication[] = [];
  private processor?: DeliveryProcessor;

  constructor(private readonly receiver: Receiver) {
    super();
  }

  listen(started: () => void): void {
    const publisher = {
      publish: async (publication: Publication) => {
        this.setAside.push(publication);
        return { confirmed: true } as const;
      },
    };
    const dispatcher = dispatcherOf(this.messageHandlers.values());
    this.processor = new DeliveryProcessor(dispatcher, this.receiver, publisher, []);
    started();
  }

  close(): void {}

  on(): never {
    throw new Error('Delivery by hand has no events to listen to');
  }

  unwrap<T>(): T {
    return this.processor as T;
  }

  /**
   * Delivers what was published to the channel. Resolves to true when a subscription would acknowledge it, and to false
   * when it was given up through `abandoned`, and would be delivered again.
   */
  deliver(channel: string, publication: Publication, abandoned?: AbortSignal): Promise<boolean> {
    return this.deliverTogether(channel, [publication], abandoned);
  }

  /** The same of several, which have arrived while the work before was done. */
  async deliverTogether(
    channel: string,
    publications: readonly Publication[],
    abandoned = new AbortController().signal,
  ): Promise<boolean> {
    if (!this.processor) throw new Error('The service has not been started');
    const source = { channel, shard: publications[0]?.routingKey ?? '' };
    const { done } = await this.processor.process(publications.map(asDelivered), source, abandoned).next();
    return !done;
  }
}

function asDelivered({ exchange, routingKey, content, properties }: Publication): ConsumeMessage {
  return {
    content,
    fields: { consumerTag: 'by hand', deliveryTag: 1, redelivered: false, exchange, routingKey },
    properties: properties as MessageProperties,
  };
}
