import { connect, type ConfirmChannel } from 'amqplib';
import { Client } from 'pg';
import { declare } from './broker.js';
import { Group } from './group.js';
import { required } from './settings.js';

export const OUTBOX_SCHEMA = `
  CREATE TABLE IF NOT EXISTS outbox (
    message_id uuid PRIMARY KEY, exchange text NOT NULL, routing_key text NOT NULL,
    type text NOT NULL, body text NOT NULL);
  CREATE TABLE IF NOT EXISTS inbox (message_id uuid PRIMARY KEY);`;

export interface Stored {
  readonly message_id: string;
  readonly exchange: string;
  readonly routing_key: string;
  readonly type: string;
  readonly body: string;
}

/**
 * Stored with the work, published from memory after the commit, removed when the broker has confirmed. What a crash
 * leaves behind is published at the next start.
 */
export class Outbox {
  private readonly confirmed = new Group<string, void>((ids) => this.remove(ids));

  private constructor(
    private readonly channel: ConfirmChannel,
    private readonly cleaner: Client,
  ) {}

  static async open(): Promise<Outbox> {
    const channel = await (await connect(required('AMQP_URL'))).createConfirmChannel();
    await declare(channel);
    // A removal that a crash undoes costs a duplicate, which the inbox knows: it need not wait for the disk.
    const options = '-c synchronous_commit=off';
    const cleaner = new Client({ connectionString: required('DATABASE_URL'), options });
    await cleaner.connect();
    const outbox = new Outbox(channel, cleaner);
    outbox.send((await cleaner.query<Stored>('SELECT * FROM outbox')).rows);
    return outbox;
  }

  send(messages: readonly Stored[]): void {
    for (const { message_id: messageId, exchange, routing_key, type, body } of messages)
      this.channel.publish(
        exchange,
        routing_key,
        Buffer.from(body),
        { messageId, type, persistent: true, mandatory: exchange === '' },
        (error) => {
          if (error) throw error; // ends the process; its next start publishes what is left
          void this.confirmed.add(messageId);
        },
      );
  }

  private async remove(ids: readonly string[]): Promise<readonly void[]> {
    await this.cleaner.query({
      name: 'remove',
      text: 'DELETE FROM outbox WHERE message_id = ANY($1::uuid[])',
      values: [ids],
    });
    return [];
  }
}
