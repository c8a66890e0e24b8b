/** The little of RabbitMQ's management HTTP API that provisioning needs. */
export class ManagementApi {
  private readonly base: string;
  private readonly authorization: string;

  /** The address carries the user and password: `http://user:password@host:15672`. */
  constructor(address: string) {
    const url = new URL(address);
    const account = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    this.authorization = `Basic ${Buffer.from(account).toString('base64')}`;
    this.base = `${url.origin}/api`;
  }

  get address(): string {
    return this.base;
  }

  /** Creates or replaces; path segments are encoded here, since the default virtual host is called "/". */
  async put(path: readonly string[], body: object = {}): Promise<void> {
    await this.request('PUT', path, JSON.stringify(body));
  }

  /** Removes all queues of a virtual host, with what is in them. */
  async deleteQueues(virtualHost: string): Promise<void> {
    const response = await this.request('GET', ['queues', virtualHost]);
    const queues = (await response.json()) as readonly { readonly name: string }[];
    for (const { name } of queues) await this.request('DELETE', ['queues', virtualHost, name]);
  }

  async isUp(): Promise<true> {
    await this.request('GET', ['overview']);
    return true;
  }

  private async request(method: string, path: readonly string[], body?: string): Promise<Response> {
    const url = [this.base, ...path.map(encodeURIComponent)].join('/');
    const headers = { authorization: this.authorization, 'content-type': 'application/json' };
    const response = await fetch(url, { method, headers, body });
    if (!response.ok)
      throw new Error(`${method} ${url} answered ${response.status} ${await response.text()}`);
    return response;
  }
}
