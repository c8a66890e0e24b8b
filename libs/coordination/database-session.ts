import { PLANS_THAT_LAST, waitAtMost } from '#service-kit';
import { Logger } from '@nestjs/common';
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Client, type QueryResultRow } from 'pg';
import { Heartbeat, type Pace } from './heartbeat.js';
import { QueryLine } from './query-line.js';

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;
const KEEP_ALIVE_MS = 10_000;
/** Commits do not wait for the disk. */
const SETTINGS = `-c synchronous_commit=off ${PLANS_THAT_LAST}`;
/** A process that stands still keeps its locks for 15 s at most. */
const PACE: Pace = { beatMs: 3_000, answerMs: 10_000, silenceMs: 15_000 };
/** How long a farewell may take; the socket goes with the process. */
const FAREWELL_MS = 2_000;

interface SessionEvents {
  connected: [];
  lost: [];
  notification: [channel: string];
}

/**
 * One database connection that is held for as long as the process lives, and made again when it is lost: the home of
 * session-level advisory locks and LISTEN. Whoever holds a lock must forget it on `lost`. A {@link Heartbeat} ends it
 * when this process, PostgreSQL or the network between them stands still. What is written in it may be undone by a crash of
 * PostgreSQL in the next moment: it is for work that is found and done again then.
 */
export class DatabaseSession extends EventEmitter<SessionEvents> {
  private readonly logger = new Logger('DatabaseSession');
  /** There is one while the session is connected. */
  private line?: QueryLine;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly name: string,
    private readonly pace: Pace = PACE,
  ) {
    super();
  }

  /** Connects in the background, for ever. */
  start(): void {
    void this.connect();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const farewell = this.line?.client.end().catch(() => {});
    await waitAtMost(FAREWELL_MS, farewell);
  }

  isConnected(): boolean {
    return this.line !== undefined;
  }

  /** Rejects when the session is not connected, or is lost meanwhile. */
  async query<Row extends QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    if (!this.line) throw new Error('The database session is not connected');
    return this.line.query<Row>(sql, parameters);
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
      options: SETTINGS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      connectionTimeoutMillis: LONGEST_RETRY_MS,
    });
    client.on('error', () => {}); // 'end' follows
    const line = new QueryLine(client);
    const heartbeat = new Heartbeat(line, this.pace);
    client.once('end', () => heartbeat.stop());
    try {
      await client.connect();
      await heartbeat.start();
    } catch (error) {
      void client.end();
      throw error;
    }
    if (this.stopped) return void (await client.end());
    client.once('end', () => this.onEnd(line));
    client.on('notification', ({ channel }) => this.emit('notification', channel));
    this.line = line;
    this.emit('connected');
  }

  private onEnd(line: QueryLine): void {
    if (this.line !== line) return;
    this.line = undefined;
    this.emit('lost');
    if (!this.stopped) void this.connect();
  }
}
