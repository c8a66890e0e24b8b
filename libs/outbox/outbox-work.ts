import type { Body, Command, Contract, Event } from '#contracts';
import {
  EVENTS,
  type Answer,
  type CommandOptions,
  type Message,
  type OutgoingMessage,
  type SendOptions,
  type UnitOfWork,
} from '#messaging';
import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

/** What a unit of work is done for: a message, or a request. */
export interface Cause {
  readonly id: string;
  readonly correlationId: string;
  /** The HTTP request that it all began with. */
  readonly requestId?: string;
}

interface Address extends CommandOptions {
  readonly channel: string;
}

/** Collects the messages of one transaction; they are stored together, just before it commits. */
export class OutboxWork implements UnitOfWork {
  outcome?: string;
  private moment?: Date;
  private lastId = '';

  constructor(
    readonly entityManager: EntityManager,
    private readonly sender: string,
    private readonly cause: Cause,
    readonly messages: OutgoingMessage[] = [],
  ) {}

  /** A part of the same transaction that is done for something else. */
  because(cause: Cause): OutboxWork {
    return new OutboxWork(this.entityManager, this.sender, cause, this.messages);
  }

  /** Taken when it is first asked for: for the first that is stored. */
  get at(): Date {
    return (this.moment ??= new Date());
  }

  send<C extends Command>(command: C, body: Body<C>, options: CommandOptions): void {
    this.store(command, body, { ...options, channel: command.channel });
  }

  publish<E extends Event>(event: E, body: Body<E>, options: SendOptions): void {
    this.store(event, body, { ...options, channel: EVENTS });
  }

  note(outcome: string): void {
    this.outcome = outcome;
  }

  /** Answers a command on the channel it names; a command that names none is not answered. */
  reply({ replyTo, shardKey, correlationId }: Message, { contract, body }: Answer): void {
    if (replyTo) this.store(contract, body, { channel: replyTo, shardKey, correlationId });
  }

  private store(contract: Contract, body: unknown, address: Address): void {
    this.messages.push({
      id: (this.lastId = nextId(this.lastId)),
      type: contract.type,
      schemaVersion: contract.version,
      channel: address.channel,
      correlationId: address.correlationId ?? this.cause.correlationId,
      causationId: this.cause.id,
      replyTo: address.replyTo,
      shardKey: address.shardKey,
      requestId: this.cause.requestId,
      sender: this.sender,
      storedAt: this.at.toISOString(),
      body: JSON.stringify(z.encode(contract.body, body)),
    });
  }
}

const MILLISECOND_DIGITS = '01a22eba-eacf'.length;

/** Node's ids of one millisecond come in any order; of these each comes behind the last. */
function nextId(last: string): string {
  let id: string;
  do id = randomUUIDv7();
  while (id < last && id.startsWith(last.slice(0, MILLISECOND_DIGITS)));
  return id;
}
