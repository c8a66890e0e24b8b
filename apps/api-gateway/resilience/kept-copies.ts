import type { DownstreamAnswer } from '../clients/exchange.js';

export interface KeptCopy {
  readonly answer: DownstreamAnswer;
  /** When the service last said so, by `performance.now()`. */
  readonly keptAt: number;
}

export interface Room {
  readonly copies: number;
  readonly bytes: number;
}

/** Keeps the copies that were last kept or looked for, as many as there is room for. */
export class KeptCopies {
  /** In this order; a Map remembers it. */
  private readonly copies = new Map<string, KeptCopy>();
  private bytes = 0;

  constructor(private readonly room: Room) {}

  keep(key: string, copy: KeptCopy): void {
    this.remove(key);
    this.copies.set(key, copy);
    this.bytes += sizeOf(key, copy);
    while (this.copies.size > this.room.copies || this.bytes > this.room.bytes) this.removeOldest();
  }

  find(key: string): KeptCopy | undefined {
    const copy = this.copies.get(key);
    if (!copy) return undefined;
    this.copies.delete(key);
    this.copies.set(key, copy);
    return copy;
  }

  private removeOldest(): void {
    const [oldest] = this.copies.keys();
    if (oldest !== undefined) this.remove(oldest);
  }

  private remove(key: string): void {
    const copy = this.copies.get(key);
    if (!copy) return;
    this.copies.delete(key);
    this.bytes -= sizeOf(key, copy);
  }
}

/** Roughly: what a caller can make large. */
const sizeOf = (key: string, { answer }: KeptCopy): number => key.length + answer.body.length;
