import { ValidateConsumerInfo } from '#contracts';
import { declareTopology } from '#messaging';
import { eventually } from '#testing';
import { connect, type Channel, type ChannelModel, type ConsumeMessage } from 'amqplib';
import { z } from 'zod';

/** By which the events of `RelayInstance.validateOrder` come to their queue. */
const BINDING = ['restaurant.events', 'events', 'order.OrderValidated'] as const;

/** The broker's side of a relay under test: a topology with one shard, and what has arrived in `consumer.commands`. */
export class ReceivedCommands {
  private readonly totals: number[] = [];

  private constructor(
    private readonly connection: ChannelModel,
    readonly amqp: Channel,
  ) {}

  static async at(brokerUrl: string): Promise<ReceivedCommands> {
    const connection = await connect(brokerUrl);
    const commands = new ReceivedCommands(connection, await connection.createChannel());
    await declareTopology(commands.amqp, { shards: 1, retryDelaysMs: [10] });
    const take = (message: ConsumeMessage | null) => commands.totals.push(totalOf(message));
    await commands.amqp.consume('consumer.commands.0', take, { noAck: true });
    return commands;
  }

  /** The totals of the next `count` commands, in the order in which they arrived; more than these fail it. */
  next(count: number): Promise<number[]> {
    return eventually(() => {
      expect(this.totals).toHaveLength(count);
      return this.totals.splice(0);
    });
  }

  /** From now on, a `validateOrder` finds no queue. */
  async unbindEvents(): Promise<void> {
    await this.amqp.unbindQueue(...BINDING);
  }

  async bindEvents(): Promise<void> {
    await this.amqp.bindQueue(...BINDING);
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

const totalOf = (message: ConsumeMessage | null): number =>
  z.decode(ValidateConsumerInfo.body, JSON.parse(String(message?.content)) as never).orderTotal;
