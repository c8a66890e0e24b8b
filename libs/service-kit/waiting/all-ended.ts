/**
 * Resolves as Promise.all does, but rejects, with the first error, only when all have ended: nothing goes on behind the back of
 * who cleans up then.
 */
export async function allEnded<Promises extends readonly unknown[] | []>(
  promises: Promises,
): Promise<{ -readonly [Index in keyof Promises]: Awaited<Promises[Index]> }> {
  const all = Promise.all(promises);
  await Promise.allSettled([all, ...promises]);
  return all;
}
