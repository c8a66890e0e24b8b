import { callOf, type IncomingRequest } from './incoming-call.js';

const ORDER = 'f0000000-0000-4000-8000-000000000001';
const request = (more: Partial<IncomingRequest> = {}): IncomingRequest => ({
  method: 'GET',
  url: `/orders/${ORDER}?expand=consumer`,
  params: { orderId: ORDER },
  headers: {},
  ...more,
});

describe('callOf', () => {
  it('keeps method, path, query and body', () => {
    const call = callOf(request({ method: 'POST', body: { quantity: 1 } }));
    expect(call).toMatchObject({
      method: 'POST',
      path: `/orders/${ORDER}?expand=consumer`,
      body: '{"quantity":1}',
    });
  });

  it('keeps the headers that concern the service, and no others', () => {
    const headers = {
      authorization: 'Bearer x',
      'if-match': '"1"',
      'idempotency-key': 'first-order',
      'if-none-match': '"2"',
      accept: 'application/json',
      'last-event-id': '2',
    };
    const others = { host: 'gateway', cookie: 'a=b', 'x-forwarded-for': '1.2.3.4', prefer: 'wait=5' };
    expect(callOf(request({ headers: { ...headers, ...others } })).headers).toEqual(headers);
  });

  it('has no body where the request has none', () => {
    expect(callOf(request({ body: null }))).not.toHaveProperty('body');
    expect(callOf(request({ body: undefined }))).not.toHaveProperty('body');
  });

  it.each([
    [`http://gateway:8080/orders/${ORDER}?expand=consumer`, `/orders/${ORDER}?expand=consumer`],
    ['HTTPS://gateway/orders?next=http://x/y', '/orders?next=http://x/y'],
    ['/orders?next=http://x/y', '/orders?next=http://x/y'],
  ])('asks for path and query of %s', (url, path) => {
    expect(callOf(request({ url })).path).toBe(path);
  });

  it('refuses an id that is no UUID', () => {
    expect(() => callOf(request({ params: { orderId: '17' } }))).toThrow(
      'The orderId in the path must be a UUID.',
    );
  });

  it('refuses a body that is nested too deeply to be written out again', () => {
    const depth = 45_000;
    const body: unknown = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(() => callOf(request({ method: 'POST', body }))).toThrow('nested too deeply');
  });

  it('asks no UUID of what is no id', () => {
    expect(() => callOf(request({ params: { channel: 'order.replies' } }))).not.toThrow();
  });
});
