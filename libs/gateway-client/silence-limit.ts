/** Gives up what says nothing for longer than this: its signal aborts. */
export class SilenceLimit {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(longestMs: number) {
    this.timer = setTimeout(() => this.controller.abort(), longestMs);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The same bytes, each piece of which ends a silence. */
  listenTo(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const listener = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, onward) => {
        this.timer.refresh();
        onward.enqueue(piece);
      },
    });
    return body.pipeThrough(listener);
  }

  /** Nothing more is expected. */
  lift(): void {
    clearTimeout(this.timer);
  }
}
