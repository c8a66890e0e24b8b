/**
 * Resolves as Promise.all does, but rejects, with the first error, only when all have ended: nothing goes on behind the back of
 * who cleans up then.
 */
export async function allEnded<Value>(promises: readonly Promise<Value>[]): Promise<Value[]> {
  const all = Promise.all(promises);
  await Promise.allSettled([all, ...promises]);
  return all;
}
