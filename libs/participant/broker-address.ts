import type { ServiceName } from '#contracts';

/** The injection token of the service's broker address. */
export const BROKER = Symbol('broker');

export interface BrokerAddress {
  readonly service: ServiceName;
  readonly url: string;
}
