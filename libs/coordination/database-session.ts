import { Logger } from '@nestjs/common';
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, type QueryResultRow } from 'pg';

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;

interface SessionEvents {
  connected: [];
  lost: [];
  notification: [channel: string];
}

/**
 * One database connection that is held for as long as the process lives, and made again when it is lost: the home of
 * session-level advisory locks and LISTEN. Whoever holds a lock must forget it on `lost`.
 */
export class DatabaseSession extends EventEmitter<SessionEvents> {
  private readonly logger = new Logger('DatabaseSession');
  private client?: Client;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly name: string,
  ) {
    super();
  }

  /** Connects in the background, for ever. */
  start(): void {
    void this.connect();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => {});
  }

  isConnected(): boolean {
    return this.client !== undefined;
  }

  /** Rejects when the session is not connected, or is lost meanwhile. */
  async query<Row extends QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    if (!this.client) throw new Error('The database session is not connected');
    return (await this.client.query<Row>(sql, parameters)).rows;
  }

  private async connect(): Promise<void> {
    for (let retryMs = FIRST_RETRY_MS; !this.stopped; retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)) {
      try {
        return await this.open();
      } catch (error) {
        this.logger.warn(`The database is away: ${(error as Error).message}`);
        await delay(retryMs);
      }
    }
  }

  private async open(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: this.name,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      connectionTimeoutMillis: LONGEST_RETRY_MS,
    });
    client.on('error', () => {}); // 'end' follows
    await client.connect();
    if (this.stopped) return void (await client.end());
    client.once('end', () => this.onEnd(client));
    client.on('notification', ({ channel }) => this.emit('notification', channel));
    this.client = client;
    this.emit('connected');
  }

  private onEnd(client: Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    this.emit('lost');
    if (!this.stopped) void this.connect();
  }
}
