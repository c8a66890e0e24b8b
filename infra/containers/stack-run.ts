import { runStage, type StageResult } from '../local/index.js';
import { waitUntil } from '../waiting/wait-until.js';
import { compose } from './compose.js';
import { environmentOf, type Stack } from './stacks.js';

const WAIT_TIMEOUT_MS = 180_000;
/** What no client in front of the gateway can do. */
const NOT_PAST_THE_GATEWAY = ['--testPathIgnorePatterns', 'strangers'];

export interface RunOptions {
  /** Where reports go. */
  readonly directory: string;
  readonly stopped: AbortSignal;
}

/** One stack: brought up, tested, and taken down again with all that it has stored. */
export class StackRun {
  readonly results: StageResult[] = [];
  private readonly env: Readonly<Record<string, string>>;

  constructor(
    private readonly stack: Stack,
    private readonly options: RunOptions,
  ) {
    this.env = environmentOf(stack);
  }

  async run(): Promise<void> {
    try {
      this.results.push(await this.up());
      for (const stage of this.stack.stages) {
        if (this.options.stopped.aborted || this.results[0]?.ok !== true) break;
        const { env } = this;
        this.results.push(await runStage(stage, { ...this.options, env, forJest: NOT_PAST_THE_GATEWAY }));
      }
      if (!this.results.every(({ ok }) => ok)) await this.compose('logs', '--no-color', '--tail=200');
    } finally {
      await this.compose('down', '--volumes', '--remove-orphans', '--timeout=5');
    }
  }

  private async up(): Promise<StageResult> {
    const { up: stage } = this.stack;
    console.log(`\n== ${stage.title}`);
    const startedAt = Date.now();
    const failures = await this.start().then(
      () => [],
      (error: Error) => [error.message],
    );
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    return { stage, ok: failures.length === 0, passed: 0, failed: failures.length, failures, seconds };
  }

  /** Compose 1.29 says that it is done a few seconds before the gateway is. */
  private async start(): Promise<true> {
    await this.compose('up', '--detach');
    const { GATEWAY_URL = '' } = this.env;
    const isReady = async () => ((await fetch(`${GATEWAY_URL}/health/ready`)).ok ? true : undefined);
    return waitUntil<true>(isReady, {
      what: `the gateway at ${GATEWAY_URL}`,
      timeoutMs: WAIT_TIMEOUT_MS,
      inVain: () => (this.options.stopped.aborted ? 'the tests were stopped' : undefined),
      report: console.log,
    });
  }

  private compose(...words: string[]): Promise<void> {
    return compose(words, { ...process.env, ...this.env });
  }
}
