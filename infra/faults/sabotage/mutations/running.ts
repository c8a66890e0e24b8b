/** Defences of a process that comes and goes. */
export const running = {
  /** The signal to stop ends the process, and what it has in work. */
  'exit-at-once': () => void process.once('SIGTERM', () => process.exit(0)),
} as const satisfies Record<string, () => void>;
