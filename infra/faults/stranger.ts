import type { Contract } from '#contracts';
import { EVENTS, eventKeyOf, routingKeyOf } from '#messaging';
import { connect, type ChannelModel, type ConfirmChannel, type Options } from 'amqplib';
import { randomUUIDv7 } from 'node:crypto';

const SHARDS = 4;

export interface Parcel {
  readonly type: string;
  /** A channel, or the events exchange. */
  readonly to: string;
  readonly orderId: string;
  /** A string goes as it is. */
  readonly body: object | string;
  readonly properties?: Options.Publish;
}

/** An AMQP client that sends what no service of ours would. */
export class Stranger {
  private constructor(
    private readonly connection: ChannelModel,
    private readonly amqp: ConfirmChannel,
    private readonly userId: string,
  ) {}

  /** At the broker of the shared system, unless another one is named. */
  static async connect(url = process.env.TEST_AMQP_ADMIN_URL ?? ''): Promise<Stranger> {
    const connection = await connect(url);
    return new Stranger(connection, await connection.createConfirmChannel(), new URL(url).username);
  }

  /** Resolves to the message's id when the broker has it. */
  async send({ type, to, orderId, body, properties }: Parcel): Promise<string> {
    const messageId = properties?.messageId ?? randomUUIDv7();
    const routingKey = to === EVENTS ? eventKeyOf('order', type) : routingKeyOf(to, orderId, SHARDS);
    const content = typeof body === 'string' ? body : JSON.stringify(body);
    this.amqp.publish(to, routingKey, Buffer.from(content), {
      // The broker vouches for it; no service of ours could say the same.
      userId: this.userId,
      messageId,
      type,
      mandatory: true,
      ...properties,
      headers: { 'shard-key': orderId, ...(properties?.headers as object | undefined) },
    });
    await this.amqp.waitForConfirms();
    return messageId;
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

/** An id whose messages take the same queue of a sharded channel as those of another. */
export function onTheShardOf(orderId: string, channel: string): string {
  for (;;) {
    const id = randomUUIDv7();
    if (routingKeyOf(channel, id, SHARDS) === routingKeyOf(channel, orderId, SHARDS)) return id;
  }
}

/** Where a message of the contract is sent to. */
export const addressOf = (contract: Contract): string => {
  if (contract.kind === 'command') return contract.channel;
  return contract.kind === 'reply' ? 'order.replies' : EVENTS;
};
