import type { Detours, ServerAddresses } from '../../local/index.js';
import { TcpProxy } from '#testing';

/** Proxies in front of database and broker; as the `detours` of a system, for its services alone. */
export class ServerProxies {
  private constructor(
    readonly database: TcpProxy,
    readonly broker: TcpProxy,
  ) {}

  static async start({ databaseAdminUrl, amqpAdminUrl }: ServerAddresses): Promise<ServerProxies> {
    return new ServerProxies(
      await TcpProxy.inFrontOf(databaseAdminUrl),
      await TcpProxy.inFrontOf(amqpAdminUrl),
    );
  }

  get detours(): Detours {
    return { database: (url) => this.database.urlOf(url), amqp: (url) => this.broker.urlOf(url) };
  }

  async close(): Promise<void> {
    await Promise.all([this.database.close(), this.broker.close()]);
  }
}
