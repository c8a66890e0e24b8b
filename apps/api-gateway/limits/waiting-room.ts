import { HttpProblem, type Caller } from '#service-kit';
import { NotAsked } from '../resilience/not-asked.js';

const RETRY_AFTER_S = 5;

export interface Places {
  /** For the streams of one caller and the answers that are held for it, together. */
  readonly perCaller: number;
  /** For the streams of all. */
  readonly streams: number;
}

/** Who waits keeps a connection to itself meanwhile: no caller may have all that there are, nor may all who wait. */
export class WaitingRoom {
  private readonly takenBy = new Map<string, number>();
  private streams = 0;

  constructor(private readonly places: Places) {}

  /** Until the client has its answer, or has gone. Throws a problem when the caller has no place left. */
  enter({ subject }: Caller, gone: AbortSignal): void {
    if (gone.aborted) return;
    const taken = this.takenBy.get(subject) ?? 0;
    if (taken >= this.places.perCaller) throw tooManyWaits(this.places.perCaller);
    this.takenBy.set(subject, taken + 1);
    gone.addEventListener('abort', () => this.leave(subject));
  }

  /** The same for a stream, of which there may be only so many altogether. */
  enterWithStream(caller: Caller, gone: AbortSignal): void {
    if (gone.aborted) return;
    if (this.streams >= this.places.streams) throw new NotAsked('order', 'bulkhead-full', RETRY_AFTER_S);
    this.enter(caller, gone);
    this.streams += 1;
    gone.addEventListener('abort', () => (this.streams -= 1));
  }

  private leave(subject: string): void {
    const left = (this.takenBy.get(subject) ?? 1) - 1;
    if (left > 0) this.takenBy.set(subject, left);
    else this.takenBy.delete(subject);
  }
}

const tooManyWaits = (most: number): HttpProblem =>
  new HttpProblem({
    status: 429,
    slug: 'too-many-requests',
    detail: `More than ${most} streams and held answers of one caller. End one, or ask without waiting.`,
    headers: { 'retry-after': String(RETRY_AFTER_S) },
  });
