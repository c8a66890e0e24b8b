export { ReceivedCommands } from './received-commands.js';
export { RelayInstance, relays, type RelayInstanceOptions, type RelayKind } from './relay-instance.js';
