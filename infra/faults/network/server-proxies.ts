import type { Detours, ServerAddresses } from '../../local/index.js';
import { targetOf } from './connect-target.js';
import { TcpProxy } from './tcp-proxy.js';

/** Proxies in front of database and broker; as the `detours` of a system, for its services alone. */
export class ServerProxies {
  private constructor(
    readonly database: TcpProxy,
    readonly broker: TcpProxy,
  ) {}

  static async start({ databaseAdminUrl, amqpAdminUrl }: ServerAddresses): Promise<ServerProxies> {
    return new ServerProxies(
      await TcpProxy.start([targetOf(databaseAdminUrl)]),
      await TcpProxy.start([targetOf(amqpAdminUrl)]),
    );
  }

  get detours(): Detours {
    return { database: (url) => this.database.urlOf(url), amqp: (url) => this.broker.urlOf(url) };
  }

  async close(): Promise<void> {
    await Promise.all([this.database.close(), this.broker.close()]);
  }
}
