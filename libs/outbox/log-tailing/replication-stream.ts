import { waitAtMost } from '#service-kit';
import { EventEmitter } from 'node:events';
import { Client, type ClientConfig } from 'pg';
import { PgoutputPlugin, type Pgoutput } from 'pg-logical-replication';
import { decodeFrame, encodeStatus } from './replication-protocol.js';

/** Far inside the server's wal_sender_timeout (60 s unless changed); what it asks for is answered at once. */
const STATUS_INTERVAL_MS = 5_000;
/** So many status messages without an answer, and the server is taken for lost. */
const MOST_UNANSWERED = 12;
const CONNECT_TIMEOUT_MS = 5_000;
const CLOSE_TIMEOUT_MS = 2_000;
const PUBLICATION = 'outbox';

interface StreamEvents {
  change: [Pgoutput.Message];
  /** The server has sent all that was committed before this position. */
  sentUpTo: [lsn: bigint];
  ended: [Error];
}

/** What pg's client does not declare: its connection, with the socket behind it. */
interface ReplicationConnection {
  readonly stream: { pause(): void; resume(): void; destroy(): void };
  on(event: 'copyData', listener: (message: { readonly chunk: Buffer }) => void): void;
  once(event: 'replicationStart', listener: () => void): void;
  sendCopyFromChunk(chunk: Buffer): void;
  end(): void;
}

/**
 * A logical replication connection: emits what transactions have inserted into the outbox, transaction by transaction in
 * the order of their commits. It acknowledges exactly what it is told to, and nothing by itself: what was merely received
 * is sent again after a restart.
 */
export class ReplicationStream extends EventEmitter<StreamEvents> {
  private readonly client: Client;
  private readonly plugin = new PgoutputPlugin({ protoVersion: 1, publicationNames: [PUBLICATION] });
  private acknowledged = 0n;
  private timer?: NodeJS.Timeout;
  private unanswered = 0;
  private isPaused = false;
  private isStreaming = false;
  private closed = false;
  private isOver = false;

  constructor(url: string, name: string) {
    super();
    const config: ClientConfig & { readonly replication: 'database' } = {
      connectionString: url,
      application_name: name,
      replication: 'database',
      options: '-c datestyle=ISO',
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    };
    this.client = new Client(config);
    this.client.on('error', () => {}); // 'end' follows
    this.client.once('end', () => this.onEnd());
  }

  /** Rejects when the server is away, and after `close`. */
  async connect(): Promise<void> {
    if (this.closed) throw new Error('The replication connection is closed');
    await this.client.connect();
  }

  /** Plain SQL, before the stream is started. */
  async query(sql: string): Promise<void> {
    await this.client.query(sql);
  }

  /** Starts where the slot's last acknowledgement was. Rejects when the server refuses. */
  async start(slot: string): Promise<void> {
    this.connection.on('copyData', ({ chunk }) => this.receive(chunk));
    await new Promise<void>((resolve, reject) => {
      this.connection.once('replicationStart', resolve);
      this.plugin.start(this.client, slot, '0/0').then(
        () => this.fail(new Error('The server has ended the replication')),
        (error: Error) => {
          reject(error);
          this.fail(error);
        },
      );
    });
    this.isStreaming = true;
    if (!this.closed) this.timer = setInterval(() => this.ask(), STATUS_INTERVAL_MS);
  }

  /** Everything that was committed before `lsn` is done with. */
  acknowledge(lsn: bigint): void {
    if (lsn <= this.acknowledged) return;
    this.acknowledged = lsn;
    this.sendStatus();
  }

  /** Stops reading from the socket; what has been read already is still emitted. */
  pause(): void {
    this.isPaused = true;
    this.connection.stream.pause();
  }

  resume(): void {
    if (!this.isPaused) return;
    this.isPaused = false;
    this.connection.stream.resume();
  }

  /** Resolves when the server has let go of the slot, or a little later when it does not answer. Never rejects. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    if (this.isStreaming && !this.isOver) await this.sayGoodbye();
    this.connection.stream.destroy(); // an end that waits for the other side may wait for ever
  }

  private async sayGoodbye(): Promise<void> {
    const over = new Promise<void>((resolve) => this.client.once('end', () => resolve()));
    this.connection.end();
    this.resume(); // the end comes behind what was not read
    await waitAtMost(CLOSE_TIMEOUT_MS, over);
  }

  private get connection(): ReplicationConnection {
    return (this.client as unknown as { readonly connection: ReplicationConnection }).connection;
  }

  private receive(chunk: Buffer): void {
    if (this.closed) return;
    this.unanswered = 0;
    try {
      const frame = decodeFrame(chunk);
      if (frame.kind === 'data') return void this.emit('change', this.plugin.parse(frame.data));
      this.emit('sentUpTo', frame.lsn);
      if (frame.replyRequested) this.sendStatus();
    } catch (error) {
      this.fail(error as Error);
    }
  }

  private onEnd(): void {
    this.isOver = true;
    this.fail(new Error('The replication connection was lost'));
  }

  /** Tells the server that we live, and wants to know the same of it. */
  private ask(): void {
    if (!this.isPaused && this.unanswered++ === MOST_UNANSWERED)
      this.fail(new Error('The replication connection stands still'));
    this.sendStatus(true);
  }

  private sendStatus(replyRequested = false): void {
    if (this.closed) return;
    const status = { lsn: this.acknowledged, now: Date.now(), replyRequested };
    this.connection.sendCopyFromChunk(encodeStatus(status));
  }

  private fail(error: Error): void {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.timer);
    this.emit('ended', error);
  }
}
