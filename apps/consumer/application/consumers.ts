import type { UnitOfWork } from '#messaging';
import type { Consumer } from '../domain/consumer.js';

/** The port to the consumers. Their held credit is changed through {@link Reservations} alone. */
export abstract class Consumers {
  /** Throws ConsumerNotFound. */
  abstract get(consumerId: string): Promise<Consumer>;
  abstract add(work: UnitOfWork, consumer: Consumer): Promise<void>;
  /** Loads a consumer and locks it until the work is done; undefined when there is none. */
  abstract lock(work: UnitOfWork, consumerId: string): Promise<Consumer | undefined>;
  abstract saveStatus(work: UnitOfWork, consumer: Consumer): Promise<void>;
}
