export { HandDelivery } from './hand-delivery.js';
export { method, ScriptedBroker } from './scripted-broker.js';
/** Parts that nobody else needs to know, for tests that take them away. */
export { Subscription } from '../subscription.js';
export { Watchdog } from '../watchdog.js';
