import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Methods that clients send, as `class.method` of AMQP 0-9-1. */
export const method = {
  startOk: '10.11',
  openConnection: '10.40',
  closeConnection: '10.50',
  openChannel: '20.10',
  closeChannel: '20.40',
  prefetch: '60.10',
  consume: '60.20',
  get: '60.70',
  selectConfirms: '85.10',
} as const;

export type Method = (typeof method)[keyof typeof method];
type Answer = readonly [classId: number, methodId: number, content?: readonly number[]];

/**
 * Ends the connection: in the same breath as it answers, without an answer, or after the first frame of a message that was
 * asked for. Or does not answer, and goes on.
 */
export type Farewell = 'close' | 'vanish' | 'break off' | 'say nothing';

const PROTOCOL_HEADER_BYTES = 8;
const METHOD_FRAME = 1;
const FRAME_END = 0xce;
const HEAD_BYTES = 7;
const LONG_STRING = (text: string): number[] => [0, 0, 0, text.length, ...Buffer.from(text)];

const START: Answer = [10, 10, [0, 9, 0, 0, 0, 0, ...LONG_STRING('PLAIN'), ...LONG_STRING('en_US')]];
const CONNECTION_FORCED: Answer = [10, 50, [0x01, 0x40, 0, 0, 0, 0, 0]];
/** Number 1, from the exchange and by the key that have no name; no more is ready. */
const MESSAGE_FOLLOWS: Answer = [60, 71, [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]];
const ANSWERS: Readonly<Record<Method, Answer>> = {
  [method.startOk]: [10, 30, [0x07, 0xff, 0, 2, 0, 0, 0, 0]], // 2047 channels, frames of 128 KiB, no heartbeat
  [method.openConnection]: [10, 41, [0]],
  [method.closeConnection]: [10, 51],
  [method.openChannel]: [20, 11, [0, 0, 0, 0]],
  [method.closeChannel]: [20, 41],
  [method.prefetch]: [60, 11],
  [method.consume]: [60, 21, [1, 0x63]],
  [method.get]: [60, 72, [0]],
  [method.selectConfirms]: [85, 11],
};

/** A broker without messages that ends connections, or says nothing, where the real one cannot be brought to it. */
export class ScriptedBroker {
  /** How many there were so far. */
  connections = 0;
  private readonly server = createServer((socket) => this.accept(socket));

  /** What names the queue `silentAbout` is not answered. */
  silentAbout?: string;

  /** `farewells` are given to the first `times` connections. */
  private constructor(
    private readonly farewells: Partial<Record<Method, Farewell>>,
    private readonly times: number,
  ) {}

  static async start(
    farewells: Partial<Record<Method, Farewell>>,
    times = Infinity,
  ): Promise<ScriptedBroker> {
    const broker = new ScriptedBroker(farewells, times);
    broker.server.listen(0, '127.0.0.1');
    await once(broker.server, 'listening');
    return broker;
  }

  get url(): string {
    return `amqp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
  }

  private accept(socket: Socket): void {
    const number = (this.connections += 1);
    let unread = Buffer.alloc(0);
    let isGreeted = false;
    socket.on('error', () => {}); // 'close' follows
    socket.on('data', (chunk) => {
      unread = Buffer.concat([unread, chunk]);
      if (!isGreeted) {
        isGreeted = true;
        unread = unread.subarray(PROTOCOL_HEADER_BYTES);
        socket.write(frame(0, START));
      }
      for (let length = frameLength(unread); length <= unread.length; length = frameLength(unread)) {
        this.answer(socket, number, unread.subarray(0, length));
        unread = unread.subarray(length);
      }
    });
  }

  private answer(socket: Socket, connection: number, request: Buffer): void {
    if (request.readUInt8(0) !== METHOD_FRAME) return;
    const asked = `${request.readUInt16BE(HEAD_BYTES)}.${request.readUInt16BE(HEAD_BYTES + 2)}` as Method;
    const answer = ANSWERS[asked] as Answer | undefined;
    if (!answer || (this.silentAbout && request.includes(this.silentAbout))) return;
    const farewell = connection <= this.times ? this.farewells[asked] : undefined;
    if (farewell === 'say nothing') return;
    if (farewell === 'vanish') return void socket.destroy();
    const channel = request.readUInt16BE(1);
    if (farewell === 'break off') return void socket.end(frame(channel, MESSAGE_FOLLOWS));
    const frames = [frame(channel, answer)];
    if (farewell === 'close') frames.push(frame(0, CONNECTION_FORCED));
    socket.write(Buffer.concat(frames));
  }
}

function frame(channel: number, [classId, methodId, content = []]: Answer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES + 4);
  head.writeUInt8(METHOD_FRAME, 0);
  head.writeUInt16BE(channel, 1);
  head.writeUInt32BE(4 + content.length, 3);
  head.writeUInt16BE(classId, HEAD_BYTES);
  head.writeUInt16BE(methodId, HEAD_BYTES + 2);
  return Buffer.concat([head, Buffer.from([...content, FRAME_END])]);
}

/** Of the first frame; more than there is while its head has not come. */
const frameLength = (bytes: Buffer): number =>
  bytes.length < HEAD_BYTES ? Infinity : HEAD_BYTES + bytes.readUInt32BE(3) + 1;
