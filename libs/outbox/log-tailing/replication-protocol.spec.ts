import { decodeFrame, encodeStatus, parseLsn } from './replication-protocol.js';

describe('the replication protocol', () => {
  it('reads the two numbers of an LSN', () => {
    expect(parseLsn('16/B374D848')).toBe(0x16b374d848n);
  });

  it('acknowledges exactly the position that it is given', () => {
    const status = encodeStatus({
      lsn: 0x16b374d848n,
      now: Date.UTC(2000, 0, 1, 0, 0, 1),
      replyRequested: true,
    });
    expect(status.toString('hex')).toBe(
      `72${'00000016b374d848'.repeat(3)}${(1_000_000).toString(16).padStart(16, '0')}01`,
    );
  });

  it('reads data and keep-alives, and nothing else', () => {
    const data = Buffer.concat([Buffer.from('w'), Buffer.alloc(24), Buffer.from('B')]);
    expect(decodeFrame(data)).toEqual({ kind: 'data', data: Buffer.from('B') });
    const keepAlive = Buffer.from(`6b00000016b374d848${'00'.repeat(8)}01`, 'hex');
    expect(decodeFrame(keepAlive)).toEqual({ kind: 'keep-alive', lsn: 0x16b374d848n, replyRequested: true });
    expect(() => decodeFrame(Buffer.from('x'))).toThrow('Unknown message');
  });
});
