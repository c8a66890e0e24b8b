import { Inbox } from '#inbox';
import { ReceiverUnavailable, type OutgoingMessage, type Publication } from '#messaging';
import { HandDelivery } from '#messaging/testing';
import { Transaction } from '#outbox';
import type { ServiceUnderTest, StartedService } from '#testing';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { beforeCommitsOf } from '../faults/sabotage/commits.js';
import { twoInstances } from './two-instances.js';

const TAKE_OUTBOX = `
  WITH taken AS (DELETE FROM outbox RETURNING *)
  SELECT message_id AS id, type, schema_version AS "schemaVersion", channel, correlation_id AS "correlationId",
         causation_id AS "causationId", reply_to AS "replyTo", shard_key AS "shardKey", sender, body,
         stored_at AS "storedAt"
    FROM taken ORDER BY position`;

interface OutboxRow extends Omit<OutgoingMessage, 'replyTo' | 'storedAt'> {
  readonly replyTo: string | null;
  readonly storedAt: Date;
}

/** A service as it runs, on its own database, but without a broker: a test brings its post and takes what it sends. */
export class ServiceByPost {
  /** How many transactions it has brought to their end. */
  transactions = 0;
  private collected = 0;
  private dying?: AbortController;

  private constructor(
    private readonly service: StartedService,
    private readonly transport: HandDelivery,
  ) {
    this.watch(this.get(DataSource));
  }

  static async start(
    start: (changes: Partial<ServiceUnderTest>) => Promise<StartedService>,
    variables: Readonly<Record<string, string>> = {},
  ): Promise<ServiceByPost> {
    const transport: { used?: HandDelivery } = {};
    const receivesBy = (app: NestFastifyApplication): HandDelivery => {
      const inbox = (): Inbox =>
        new Inbox(app.get(Transaction, { strict: false }), app.get(DataSource, { strict: false }));
      return (transport.used = new HandDelivery(twoInstances(inbox(), inbox())));
    };
    const service = await start({ receivesBy, variables });
    if (!transport.used) throw new Error('The service was started without its transport');
    return new ServiceByPost(service, transport.used);
  }

  get<T>(type: Type<T> | (abstract new () => T)): T {
    return this.service.app.get<T>(type as Type<T>, { strict: false });
  }

  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.service.database.dataSource.query(sql, [...parameters]);
  }

  /** Takes what the service has sent since the last time, oldest first. */
  async takeOutbox(): Promise<OutgoingMessage[]> {
    if (this.collected === this.transactions) return [];
    this.collected = this.transactions;
    const rows = await this.query<OutboxRow>(TAKE_OUTBOX);
    return rows.map(({ replyTo, storedAt, ...row }) => ({
      ...row,
      replyTo: replyTo ?? undefined,
      storedAt: storedAt.toISOString(),
    }));
  }

  /** Resolves to whether it is acknowledged. */
  deliver(channel: string, publication: Publication): Promise<boolean> {
    return this.transport.deliver(channel, publication);
  }

  /** The service dies when all is done but the commit; nothing else may run meanwhile. */
  async dieOver(channel: string, publication: Publication): Promise<boolean> {
    const dying = (this.dying = new AbortController());
    return this.transport.deliver(channel, publication, dying.signal).finally(() => (this.dying = undefined));
  }

  /** Takes what could not be handled. */
  takeSetAside(): Publication[] {
    return this.transport.setAside.splice(0);
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  private watch(dataSource: DataSource): void {
    const createQueryRunner = dataSource.createQueryRunner.bind(dataSource);
    const mayDie = (): void => {
      this.transactions++;
      this.dying?.abort();
      if (this.dying) throw new ReceiverUnavailable('died before the commit');
    };
    dataSource.createQueryRunner = (mode) => beforeCommitsOf(createQueryRunner(mode), mayDie);
  }
}
