import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** A client that minds no rules: it writes what it likes, and takes what comes back until the other side has enough. */
export class RawClient {
  private received = '';

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8').on('data', (text: string) => {
      this.received += text;
    });
    // Whoever is refused while it writes is reset; what it was told before is there all the same.
    socket.on('error', () => socket.destroy());
  }

  /** From an address of this machine: all of 127.0.0.0/8 are its own. */
  static async connect(url: string, localAddress = '127.0.0.1'): Promise<RawClient> {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), localAddress });
    const client = new RawClient(socket);
    await once(socket, 'connect');
    return client;
  }

  /** Resolves when the system has taken it, or will take no more. */
  async write(text: string): Promise<void> {
    if (this.socket.closed) return;
    const { promise: taken, resolve } = Promise.withResolvers<void>();
    this.socket.once('close', resolve);
    this.socket.write(text, () => resolve());
    await taken;
    this.socket.off('close', resolve);
  }

  /** Everything that came until the connection ended, one answer after the other. */
  async answers(): Promise<readonly RawAnswer[]> {
    if (!this.socket.closed) await once(this.socket, 'close');
    return this.received
      .split(/(?=HTTP\/1\.1 \d{3} )/)
      .filter(Boolean)
      .map(answerOf);
  }

  end(): void {
    this.socket.destroy();
  }
}

function answerOf(text: string): RawAnswer {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { status: Number(head.slice(9, 12)), head: head.toLowerCase(), body };
}
