import { waitAtMost } from '#service-kit';
import { Logger } from '@nestjs/common';
import { connect, type ChannelModel, type RecoveringChannelModel } from 'amqplib';
import type { Socket } from 'node:net';
import { finished } from 'node:stream/promises';

/** Two missed heartbeats end a connection: a dead peer is noticed within twice this time. */
const HEARTBEAT_S = 10;
const MAX_RECONNECT_DELAY_MS = 5_000;
/** How long a broker that says nothing is waited for at the end; the socket goes with the process. */
const FAREWELL_MS = 2_000;
/** For the handshake: heartbeats guard a connection only from then on. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Longer than a subscription waits for its answers: a broker that beats may leave a question unanswered for ever. */
const SETUP_TIMEOUT_MS = 60_000;

export interface BrokerConnection {
  readonly isConnected: () => boolean;
  /** True while the broker refuses publishes because of a memory or disk alarm. */
  readonly isBlocked: () => boolean;
  readonly close: () => Promise<void>;
}

/** Opens the channels of a new connection; `lost` is aborted when it is lost meanwhile. */
type Setup = (connection: ChannelModel, lost: AbortSignal) => Promise<void>;

/**
 * Keeps one connection to the broker, reconnecting for ever with growing delays, and returns at once: a broker that
 * is away is no reason not to start. `setup` opens the channels, again on every connection; when it throws, or takes longer
 * than `setupTimeoutMs`, the connection is tried again.
 */
export async function connectBroker(
  url: string,
  name: string,
  setup: Setup,
  setupTimeoutMs = SETUP_TIMEOUT_MS,
): Promise<BrokerConnection> {
  const logger = new Logger(`Broker:${name}`);
  const connection = await connect(withHeartbeat(url), {
    clientProperties: { connection_name: name },
    timeout: CONNECT_TIMEOUT_MS,
    recovery: {
      setup: guarded(setup, setupTimeoutMs),
      waitForConnect: false,
      maxDelay: MAX_RECONNECT_DELAY_MS,
    },
  });
  const state = { connected: false, blocked: false };
  report(connection, logger, state);
  return {
    isConnected: () => state.connected,
    isBlocked: () => state.blocked,
    close: () => waitAtMost(FAREWELL_MS, connection.close()),
  };
}

/**
 * Until `setup` is through nobody else listens: an error that nobody hears ends the process, and a connection that is
 * lost meanwhile would pass for one that stands, for ever. What fails ends with its socket: amqplib would wait for the broker's
 * answer to its farewell, for ever, too.
 */
const guarded =
  (setup: Setup, timeoutMs: number) =>
  async (connection: ChannelModel): Promise<void> => {
    const lost = new AbortController();
    connection.on('error', () => {});
    connection.once('close', () => lost.abort(new Error('Lost while its channels were opened')));
    const tooLate = setTimeout(() => {
      lost.abort(new Error(`Its channels were not opened within ${timeoutMs} ms`));
      void cutOff(connection);
    }, timeoutMs);
    try {
      await demandOpen(connection);
      await setup(connection, lost.signal);
      lost.signal.throwIfAborted();
    } catch (error) {
      const reason: unknown = lost.signal.aborted ? lost.signal.reason : error;
      await cutOff(connection);
      throw reason;
    } finally {
      clearTimeout(tooLate);
    }
  };

/** Closes it; by its socket, where the broker does not answer. A new one is made. Never rejects. */
export async function giveUp(connection: ChannelModel): Promise<void> {
  await waitAtMost(
    FAREWELL_MS,
    connection.close().catch(() => {}),
  );
  await cutOff(connection);
}

/** Resolves once amqplib has taken notice of it. */
async function cutOff({ connection }: ChannelModel): Promise<void> {
  const { stream } = connection as unknown as { readonly stream: Socket };
  stream.destroy(new Error('given up'));
  await finished(stream).catch(() => {});
}

/** The broker may close it in the breath in which it opens it, before anybody can listen: then this rejects. */
async function demandOpen(connection: ChannelModel): Promise<void> {
  const channel = await connection.createChannel();
  channel.on('error', () => {}); // whoever uses the connection hears of it
  void channel.close().catch(() => {});
}

interface State {
  connected: boolean;
  blocked: boolean;
}

function report(connection: RecoveringChannelModel, logger: Logger, state: State): void {
  connection.on('connect', () => {
    Object.assign(state, { connected: true, blocked: false });
    logger.log('Connected to the broker');
  });
  connection.on('disconnect', (error: Error) => {
    Object.assign(state, { connected: false, blocked: false });
    logger.warn(`Lost the broker: ${error.message}`);
  });
  connection.on('connect-failed', (error: Error) => logger.warn(`The broker is away: ${error.message}`));
  connection.on('error', (error: Error) => logger.warn(`Broker connection: ${error.message}`));
  connection.on('blocked', (reason: string) => {
    state.blocked = true;
    logger.error(`The broker blocks publishers: ${reason}. Publishing goes on when its alarm is over.`);
  });
  connection.on('unblocked', () => {
    state.blocked = false;
    logger.log('The broker takes publishes again');
  });
}

function withHeartbeat(url: string): string {
  const parsed = new URL(url);
  if (!parsed.searchParams.has('heartbeat')) parsed.searchParams.set('heartbeat', String(HEARTBEAT_S));
  return parsed.href;
}
