import type { Socket } from 'node:net';
import type { Conditions } from './conditions.js';
import { OneWay } from './one-way.js';
import { reset } from './reset.js';

/** A client's connection to the proxy and the one that the proxy has made for it to a target. */
export class Link {
  private readonly directions: readonly OneWay[];

  constructor(
    private readonly client: Socket,
    private readonly target: Socket,
    conditions: () => Conditions,
  ) {
    this.directions = [
      new OneWay(client, target, () => conditions().latencyMs.toTarget, conditions),
      new OneWay(target, client, () => conditions().latencyMs.toClient, conditions),
    ];
    client.resume();
  }

  onConditions(): void {
    for (const direction of this.directions) direction.deliverDue();
  }

  /** Both sides get an RST, as from a host that has restarted. */
  reset(): void {
    reset(this.client);
    reset(this.target);
  }

  get isOver(): boolean {
    return this.client.closed && this.target.closed;
  }

  onSideClosed(listener: () => void): void {
    this.client.once('close', listener);
    this.target.once('close', listener);
  }
}
