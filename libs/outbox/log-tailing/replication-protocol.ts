/**
 * The messages inside CopyData of PostgreSQL's streaming replication protocol. A log sequence number (LSN) is a byte
 * position in the write-ahead log; here it is a bigint, and 0 stands for none.
 * Source: PostgreSQL documentation, Streaming Replication Protocol.
 */
export type ReplicationFrame =
  | { readonly kind: 'data'; readonly data: Buffer }
  | { readonly kind: 'keep-alive'; readonly lsn: bigint; readonly replyRequested: boolean };

const XLOG_DATA = 'w'.charCodeAt(0);
const KEEP_ALIVE = 'k'.charCodeAt(0);
const STATUS_UPDATE = 'r'.charCodeAt(0);
const XLOG_DATA_HEADER = 25;
/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

/** Throws for what is neither data nor a keep-alive. */
export function decodeFrame(chunk: Buffer): ReplicationFrame {
  if (chunk[0] === XLOG_DATA) return { kind: 'data', data: chunk.subarray(XLOG_DATA_HEADER) };
  if (chunk[0] === KEEP_ALIVE)
    return { kind: 'keep-alive', lsn: chunk.readBigUInt64BE(1), replyRequested: chunk[17] === 1 };
  throw new Error(`Unknown message of the replication protocol: ${chunk[0]}`);
}

export interface Status {
  /** Everything that was committed before it is done with: the server need not keep the log up to there. */
  readonly lsn: bigint;
  readonly now: number;
  readonly replyRequested: boolean;
}

export function encodeStatus({ lsn, now, replyRequested }: Status): Buffer {
  const status = Buffer.alloc(34);
  status[0] = STATUS_UPDATE;
  for (const field of [1, 9, 17]) status.writeBigUInt64BE(lsn, field); // written, flushed, applied
  status.writeBigInt64BE(BigInt(now - EPOCH_MS) * 1_000n, 25);
  status[33] = Number(replyRequested);
  return status;
}

/** From PostgreSQL's notation, two hexadecimal numbers such as `16/B374D848`. */
export function parseLsn(text: string): bigint {
  const [high = '0', low = '0'] = text.split('/');
  return (BigInt(`0x${high}`) << 32n) | BigInt(`0x${low}`);
}
