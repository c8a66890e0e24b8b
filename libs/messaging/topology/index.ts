/** The channels as data, for those that look at them and have no broker. */
export { shardOf } from './shard.js';
export * from './topology.js';
