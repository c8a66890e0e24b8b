import type { QueryLine } from './query-line.js';

export interface Pace {
  /** How long after an answer the next beat is sent. */
  readonly beatMs: number;
  /** How long an answer may take before the session counts as lost. */
  readonly answerMs: number;
  /** How long PostgreSQL bears a session that is silent; several beats. */
  readonly silenceMs: number;
}

/** Both limits are PostgreSQL's: one for a session that says nothing, one for a network that takes nothing. */
const ANNOUNCE = `SELECT set_config('idle_session_timeout', $1, false), set_config('tcp_user_timeout', $1, false)`;

/**
 * Keeps a session alive only as long as both ends are: PostgreSQL ends it, and frees its locks, when its process has
 * stopped beating (frozen, cut off), and it is ended here when PostgreSQL does not answer. What a process that stands
 * still cannot do, give up a lock by itself, is so done for it.
 */
export class Heartbeat {
  private timer?: NodeJS.Timeout;
  private stopped = false;

  constructor(
    private readonly line: QueryLine,
    private readonly pace: Pace,
  ) {}

  /** Resolves when PostgreSQL knows the limit. Rejects when the session is lost before. */
  async start(): Promise<void> {
    await this.answered(ANNOUNCE, [String(this.pace.silenceMs)]);
    this.next();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private next(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      // A refusal is an answer, too; of the session's end, its client tells.
      void this.answered('SELECT 1')
        .catch(() => {})
        .then(() => this.next());
    }, this.pace.beatMs);
  }

  /** With a query outstanding, the client's `end` closes the socket without a word to the other side. */
  private async answered(sql: string, parameters: readonly string[] = []): Promise<void> {
    const tooLate = setTimeout(() => void this.line.client.end(), this.pace.answerMs);
    try {
      await this.line.query(sql, parameters);
    } finally {
      clearTimeout(tooLate);
    }
  }
}
