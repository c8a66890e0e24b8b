import type { ServiceProcess } from '../../local/index.js';
import { targetOf, TcpProxy } from '#testing';

const CHECK_INTERVAL_MS = 250;

/** Sends new connections to the instances that say they are ready, in turn, as balancers in production do. */
export class LoadBalancer {
  private timer?: NodeJS.Timeout;
  private isClosed = false;

  private constructor(private readonly proxy: TcpProxy) {}

  /** Without instances yet, so that their configuration can name it. */
  static async start(): Promise<LoadBalancer> {
    return new LoadBalancer(await TcpProxy.start([]));
  }

  get url(): string {
    return `http://127.0.0.1:${this.proxy.port}`;
  }

  /** Asks the instances for their readiness, now and again and again. */
  async balance(instances: readonly ServiceProcess[]): Promise<void> {
    await this.check(instances);
    if (this.isClosed) return;
    this.timer = setTimeout(() => void this.balance(instances), CHECK_INTERVAL_MS);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.proxy.close();
  }

  private async check(instances: readonly ServiceProcess[]): Promise<void> {
    const ready = await Promise.all(instances.map((instance) => instance.isReady().catch(() => undefined)));
    this.proxy.targets = instances.filter((_, index) => ready[index]).map(({ url }) => targetOf(url));
  }
}
