export { HandDelivery } from './hand-delivery.js';
