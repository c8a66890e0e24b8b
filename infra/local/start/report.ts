const startedAt = Date.now();

/** One line of progress, with the time since the start. */
export function report(line: string): void {
  const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${seconds.padStart(6)} s  ${line}`);
}
