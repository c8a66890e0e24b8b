import type { Socket } from 'node:net';
import { addressKey } from './address-key.js';

/** The connections that are open, by the clients from which they come, as far as addresses tell these apart. */
export class OpenConnections {
  private readonly addresses = new Map<Socket, string>();
  private readonly counts = new Map<string, number>();

  get total(): number {
    return this.addresses.size;
  }

  /** How many there are from where this one comes. */
  of({ remoteAddress = '' }: Socket): number {
    return this.countOf(addressKey(remoteAddress));
  }

  add(socket: Socket): void {
    const address = addressKey(socket.remoteAddress ?? '');
    this.addresses.set(socket, address);
    this.counts.set(address, this.countOf(address) + 1);
    socket.once('close', () => this.forget(socket));
  }

  /** Counts at once what `destroys` has destroyed as gone; the sockets themselves tell only later. */
  forgetAfter(destroys: () => void): void {
    destroys();
    for (const socket of this.addresses.keys()) if (socket.destroyed) this.forget(socket);
  }

  private countOf(address: string): number {
    return this.counts.get(address) ?? 0;
  }

  private forget(socket: Socket): void {
    const address = this.addresses.get(socket);
    if (address === undefined) return;
    this.addresses.delete(socket);
    const left = this.countOf(address) - 1;
    if (left > 0) this.counts.set(address, left);
    else this.counts.delete(address);
  }
}
