/**
 * The shard of a key in a sharded channel of `shards` queues: FNV-1a (32 bits) of its UTF-8 bytes, modulo `shards`.
 * Every publisher, in any language, must compute the same one: it is what keeps the messages of an order in order.
 * Pattern: Sharded channel (Richardson, Microservices Patterns, 3.3.5).
 */
export function shardOf(key: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(key)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0) % shards;
}
