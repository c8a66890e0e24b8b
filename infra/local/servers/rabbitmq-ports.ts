import { freePort } from './ports.js';

export interface RabbitMqPorts {
  readonly amqp: number;
  readonly management: number;
  readonly distribution: number;
  readonly epmd: number;
}

export async function freeRabbitMqPorts(): Promise<RabbitMqPorts> {
  return {
    amqp: await freePort(),
    management: await freePort(),
    distribution: await freePort(),
    epmd: await freePort(),
  };
}
