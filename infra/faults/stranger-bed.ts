import type { GatewayClient } from '#gateway-client';
import { logIn } from '../../apps/api-gateway/e2e/callers.js';
import { newConsumer } from '../../apps/api-gateway/e2e/newcomers.js';
import { Stranger } from './stranger.js';

/** The shared system, with a stranger at its broker, its operator at the gateway, and a consumer for each test. */
export class StrangerBed {
  consumerId = '';

  private constructor(
    readonly stranger: Stranger,
    readonly operator: GatewayClient,
  ) {}

  static async start(): Promise<StrangerBed> {
    return new StrangerBed(await Stranger.connect(), await logIn('operator'));
  }

  stop(): Promise<void> {
    return this.stranger.close();
  }

  /** From now on, another consumer is meant; it has a credit of 100.00. */
  async renewConsumer(): Promise<void> {
    this.consumerId = await newConsumer(this.operator, '100.00');
  }

  /** What is left of the consumer's credit, or of another one's. */
  async credit(consumerId = this.consumerId): Promise<string> {
    return (await this.operator.consumer(consumerId)).availableCredit;
  }
}
