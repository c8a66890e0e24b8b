import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { OpenConnections } from './open-connections.js';

const socketFrom = (remoteAddress: string): Socket =>
  Object.assign(new EventEmitter(), { remoteAddress }) as unknown as Socket;

describe('the open connections', () => {
  it('of one client are counted together, from wherever in its IPv6 network they come', () => {
    const open = new OpenConnections();
    const [one, other] = [socketFrom('2001:db8:1:2::1'), socketFrom('2001:db8:1:2::2')];
    for (const socket of [one, other]) open.add(socket);
    expect(open.of(socketFrom('2001:db8:1:2::3'))).toBe(2);
    expect(open.of(socketFrom('2001:db8:1:3::1'))).toBe(0);

    for (const socket of [one, other]) socket.emit('close');
    expect(open.of(one)).toBe(0);
    expect(open.total).toBe(0);
  });
});
