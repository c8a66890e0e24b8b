/**
 * The wall clock, as the database on this machine has it, with fractions of a millisecond. `performance.timeOrigin`
 * would do, were the wall clock never corrected.
 */
export function startClock(): () => number {
  const before = Date.now();
  let tick = before;
  while (tick === before) tick = Date.now();
  const offset = tick - performance.now();
  return () => offset + performance.now();
}
