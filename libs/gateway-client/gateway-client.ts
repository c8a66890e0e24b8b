import { GatewayRefusal } from './gateway-refusal.js';
import type {
  Consumer,
  DeadLetterList,
  Link,
  Linked,
  Order,
  OrderPage,
  OrderRequest,
  Restaurant,
  RestaurantRequest,
  Ticket,
  TicketPage,
} from './resources.js';
import type { Timeline } from './timeline.js';

const REQUEST_TIMEOUT_MS = 10_000;
const DEMO_PASSWORD = 'demo';

export interface Sending {
  /** An object goes as JSON, a string as it is. */
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON. */
  readonly body: Body;
}

/** One caller of the gateway. Its methods reject with GatewayRefusal when the answer is not a 2xx; `send` never does. */
export class GatewayClient {
  /** Without a token, an anonymous caller. */
  constructor(
    readonly gatewayUrl: string,
    readonly token?: string,
  ) {}

  /** As `martha`, `ajanta`, `operator` ..; the password is the demo identities', unless given. */
  static async logIn(gatewayUrl: string, username: string, password = DEMO_PASSWORD): Promise<GatewayClient> {
    const anonymous = new GatewayClient(gatewayUrl);
    const credentials = { username, password };
    const { access_token } = await anonymous.post<{ access_token: string }>('/auth/token', credentials);
    return new GatewayClient(gatewayUrl, access_token);
  }

  /** Where this caller may begin. */
  index(): Promise<Linked> {
    return this.get('/api');
  }

  /** Goes where a link leads, by its method. Rejects, too, where the answer had no such link. */
  async follow<Body>(link: Link | undefined, body?: object): Promise<Body> {
    if (!link) throw new Error('There is no such link');
    return this.accepted(link.method ?? 'GET', link.href, { body });
  }

  /** With a key, it may be repeated until the answer is clear: it stays one order. */
  placeOrder(order: OrderRequest, idempotencyKey?: string): Promise<Order> {
    const headers = idempotencyKey === undefined ? undefined : { 'idempotency-key': idempotencyKey };
    return this.accepted('POST', '/orders', { body: order, headers });
  }

  order(orderId: string): Promise<Order> {
    return this.get(`/orders/${orderId}`);
  }

  /** `query` as in `consumerId=..&state=PENDING`. */
  orders(query: string): Promise<OrderPage> {
    return this.get(`/orders?${query}`);
  }

  cancel(orderId: string): Promise<Order> {
    return this.post(`/orders/${orderId}/cancellation`);
  }

  timeline(orderId: string): Promise<Timeline> {
    return this.get(`/orders/${orderId}/timeline`);
  }

  registerConsumer(creditLimit: string): Promise<Consumer> {
    return this.post('/consumers', { name: { firstName: 'Nora', lastName: 'Newcomer' }, creditLimit });
  }

  consumer(consumerId: string): Promise<Consumer> {
    return this.get(`/consumers/${consumerId}`);
  }

  suspend(consumerId: string): Promise<Consumer> {
    return this.post(`/consumers/${consumerId}/suspension`);
  }

  openRestaurant(restaurant: RestaurantRequest): Promise<Restaurant> {
    return this.post('/restaurants', restaurant);
  }

  tickets(restaurantId: string, query = ''): Promise<TicketPage> {
    return this.get(`/restaurants/${restaurantId}/tickets?${query}`);
  }

  acceptTicket(orderId: string): Promise<Ticket> {
    return this.post(`/tickets/${orderId}/acceptance`);
  }

  /** As operator: the oldest hundred of every channel. */
  deadLetters(): Promise<DeadLetterList> {
    return this.get('/dead-letters');
  }

  /** As operator: sends the letters of these ids back to their channel, or all of it. */
  redrive(channel: string, messageIds?: readonly string[]): Promise<{ readonly redriven: number }> {
    return this.post(`/dead-letters/${encodeURIComponent(channel)}/redrive`, messageIds && { messageIds });
  }

  get<Body>(path: string): Promise<Body> {
    return this.accepted('GET', path);
  }

  post<Body>(path: string, body?: object): Promise<Body> {
    return this.accepted('POST', path, { body });
  }

  /**
   * Brings the answer, whatever it says; an event stream is ended when it has begun. Rejects when there is none within
   * ten seconds.
   */
  async send<Body = unknown>(
    method: string,
    path: string,
    { body, headers }: Sending = {},
  ): Promise<Answer<Body>> {
    const response = await fetch(`${this.gatewayUrl}${path}`, {
      method,
      headers: {
        ...this.authorization,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: typeof body === 'object' ? JSON.stringify(body) : body,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    return { status: response.status, headers: response.headers, body: await contentOf<Body>(response) };
  }

  /** The answer to a GET as soon as it begins, for one that is read as it comes. */
  open(
    path: string,
    headers: Readonly<Record<string, string>> = {},
    signal?: AbortSignal,
  ): Promise<Response> {
    return fetch(`${this.gatewayUrl}${path}`, { headers: { ...this.authorization, ...headers }, signal });
  }

  private get authorization(): Readonly<Record<string, string>> {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }

  private async accepted<Body>(method: string, path: string, sending?: Sending): Promise<Body> {
    const answer = await this.send<Body>(method, path, sending);
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw new GatewayRefusal(`${method} ${path}`, answer.status, answer.body);
  }
}

async function contentOf<Body>(response: Response): Promise<Body> {
  const isStream = response.headers.get('content-type') === 'text/event-stream';
  if (isStream) await response.body?.cancel();
  const text = isStream ? '' : await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  return (isJson && text ? JSON.parse(text) : text) as Body;
}
