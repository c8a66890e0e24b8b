import { connect, type Socket } from 'node:net';

const ALIVE2_REQUEST = 120;
const NORMAL_NODE = 77;
const TCP = 0;
/** Of the distribution protocol: what OTP 23 and later speak, and what was before. */
const VERSIONS = { highest: 6, lowest: 5 };
/** Of the answer: which one it is, and then 0 for success. */
const RESULT_AT = 1;

/**
 * Enters a node into an Erlang port mapper in its name, at a port of our choice. The entry is there as long as the
 * connection that is returned.
 * Source: Erlang's documentation, "Distribution Protocol", register a node in EPMD.
 */
export async function enterIntoEpmd(epmdPort: number, name: string, port: number): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: epmdPort });
  const answer = await new Promise<Buffer>((resolve, reject) => {
    socket.on('error', reject);
    socket.once('data', resolve);
    socket.write(request(name, port));
  });
  if (answer[RESULT_AT] === 0) return socket;
  socket.destroy();
  throw new Error(`The port mapper on port ${epmdPort} has refused an entry for ${name}.`);
}

function request(name: string, port: number): Buffer {
  const numbers = Buffer.alloc(9);
  numbers.writeUInt8(ALIVE2_REQUEST, 0);
  numbers.writeUInt16BE(port, 1);
  numbers.writeUInt8(NORMAL_NODE, 3);
  numbers.writeUInt8(TCP, 4);
  numbers.writeUInt16BE(VERSIONS.highest, 5);
  numbers.writeUInt16BE(VERSIONS.lowest, 7);
  const noExtras = Buffer.alloc(2);
  const content = Buffer.concat([numbers, withLength(Buffer.from(name)), noExtras]);
  return withLength(content);
}

function withLength(content: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(content.length);
  return Buffer.concat([length, content]);
}
