import {
  ConsumerValidated,
  ConsumerValidationFailed,
  OrderDetailsValidated,
  OrderDetailsValidationFailed,
  ValidateConsumerInfo,
  ValidateOrderDetails,
} from '#contracts';
import { channels, EVENTS, publicationOf, type OutgoingMessage, type Publication } from '#messaging';
import type { ThreeServices } from './three-services.js';

const SHARDS = 4;

/** What the saga's deadline stands in for. Of anything else the outbox and the broker lose nothing. */
const mayGetLost: ReadonlySet<string> = new Set(
  [
    ValidateConsumerInfo,
    ValidateOrderDetails,
    ConsumerValidated,
    ConsumerValidationFailed,
    OrderDetailsValidated,
    OrderDetailsValidationFailed,
  ].map(({ type }) => type),
);

/** A message on its way to one of the channels that it goes to. */
export interface Letter {
  readonly message: OutgoingMessage;
  readonly channel: (typeof channels)[number];
}

/**
 * Stands in for relays, broker and subscriptions, and keeps to none of their order: any letter may come at any time,
 * again and again. What it keeps to is that a letter comes until it is acknowledged.
 */
export class Postman {
  readonly waiting: Letter[] = [];
  readonly delivered: Letter[] = [];
  /** All that was ever sent, whoever it was for. */
  readonly sent: OutgoingMessage[] = [];

  constructor(private readonly services: ThreeServices) {}

  /** Empties the outboxes. Sorted, so that a schedule means the same when work was done at the same time. */
  async collect(): Promise<void> {
    const { order, consumer, restaurant } = this.services;
    const taken = await Promise.all([order, consumer, restaurant].map((service) => service.takeOutbox()));
    const messages = taken.flat().toSorted((a, b) => sortKey(a).localeCompare(sortKey(b)));
    this.sent.push(...messages);
    this.waiting.push(...messages.flatMap(lettersOf));
  }

  /** The commands and replies of validation. */
  losable(): Letter[] {
    return this.waiting.filter(({ message }) => mayGetLost.has(message.type));
  }

  /** Brings an order as far as it comes by its validation. */
  async deliverPromptly(orderId: string): Promise<void> {
    for (;;) {
      await this.collect();
      const next = this.losable().find(({ message }) => message.shardKey === orderId);
      if (!next) return;
      await this.deliver(next);
    }
  }

  lose(letter: Letter): void {
    this.waiting.splice(this.waiting.indexOf(letter), 1);
  }

  async deliver(letter: Letter): Promise<void> {
    const { channel, message } = letter;
    if (await this.services[channel.owner].deliver(channel.name, publicationFor(message)))
      this.acknowledged(letter);
  }

  /** The receiver dies over it, so it is not acknowledged. */
  async deliverToTheDying(letter: Letter): Promise<void> {
    const { channel, message } = letter;
    if (await this.services[channel.owner].dieOver(channel.name, publicationFor(message)))
      this.acknowledged(letter);
  }

  private acknowledged(letter: Letter): void {
    const place = this.waiting.indexOf(letter);
    if (place >= 0) this.delivered.push(...this.waiting.splice(place, 1));
  }
}

/** An event that nobody subscribes to is no letter. */
const lettersOf = (message: OutgoingMessage): Letter[] =>
  channels
    .filter(({ name, subscribesTo }) =>
      message.channel === EVENTS
        ? subscribesTo.some(({ type }) => type === message.type)
        : name === message.channel,
    )
    .map((channel) => ({ message, channel }));

const publicationFor = (message: OutgoingMessage): Publication => publicationOf(message, SHARDS, new Date());

const sortKey = ({ shardKey, type, id }: OutgoingMessage): string => `${shardKey} ${type} ${id}`;
