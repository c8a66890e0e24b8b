/** The channels as data, for those that look at them and have no broker. */
export { Envelope, header, SHORT_STRING_BYTES } from './envelope-schema.js';
export { shardOf } from './shard.js';
export * from './topology.js';
