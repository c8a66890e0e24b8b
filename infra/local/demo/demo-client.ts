/** An order as the gateway shows it; only what is read here. */
export interface OrderView {
  readonly orderId: string;
  readonly state: string;
  readonly rejectionReason?: string;
}

const REQUEST_TIMEOUT_MS = 10_000;
const DEMO_PASSWORD = 'demo';

/** A customer of the gateway with the token of a demo identity. */
export class DemoClient {
  private constructor(
    private readonly gatewayUrl: string,
    private readonly token: string,
  ) {}

  static async logIn(gatewayUrl: string, username: string): Promise<DemoClient> {
    const anonymous = new DemoClient(gatewayUrl, '');
    const body = { username, password: DEMO_PASSWORD };
    const { access_token } = await anonymous.request<{ access_token: string }>('POST', '/auth/token', body);
    return new DemoClient(gatewayUrl, access_token);
  }

  get<T>(path: string): Promise<T> {
    return this.request('GET', path);
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.request('POST', path, body);
  }

  private async request<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.gatewayUrl}${path}`, {
      method,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }
}
