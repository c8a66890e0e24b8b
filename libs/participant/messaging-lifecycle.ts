import { DatabaseSession } from '#coordination';
import { Publisher } from '#messaging';
import { Relay } from '#outbox';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { BROKER, type BrokerAddress } from './broker-address.js';

/** Starts what sends before anything is received, and stops it after the last delivery is acknowledged. */
@Injectable()
export class MessagingLifecycle implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(BROKER) private readonly broker: BrokerAddress,
    private readonly session: DatabaseSession,
    private readonly publisher: Publisher,
    private readonly relay: Relay,
  ) {}

  async onModuleInit(): Promise<void> {
    this.session.start();
    await this.publisher.start(this.broker.url, `${this.broker.service}.publisher`);
    this.relay.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.relay.stop();
    await this.publisher.close();
    await this.session.stop();
  }
}
