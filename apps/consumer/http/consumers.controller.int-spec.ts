import { type StartedService, outboxContent } from '#testing';
import { startConsumerService } from '../testing/consumer-service.js';

const martha = 'c0000000-0000-4000-8000-000000000001';
const percy = 'c0000000-0000-4000-8000-000000000002';
const nobody = 'c0000000-0000-4000-8000-00000000ffff';
const registration = { name: { firstName: 'Ludmilla', lastName: 'Ferris' }, creditLimit: '500.00' };

describe('the HTTP interface of the consumer service', () => {
  let service: StartedService;
  let operator: string;

  beforeAll(async () => {
    service = await startConsumerService();
    operator = await service.issuer.bearer('operator');
  });
  afterAll(() => service.stop());

  const post = (url: string, authorization: string, payload?: object) =>
    service.app.inject({ method: 'POST', url, headers: { authorization }, payload });
  const get = (url: string, authorization: string) =>
    service.app.inject({ method: 'GET', url, headers: { authorization } });
  const published = async (type: string, consumerId: string) =>
    (await outboxContent(service.database)).filter(
      (message) => message.type === type && message.shardKey === consumerId,
    );

  it('registers a consumer, says where it is, and publishes it', async () => {
    const response = await post('/consumers', operator, registration);
    expect(response.statusCode).toBe(201);
    const { consumerId } = response.json<{ consumerId: string }>();
    expect(response.headers.location).toBe(`/consumers/${consumerId}`);
    const consumer = { ...registration, consumerId, availableCredit: '500.00', status: 'ACTIVE' };
    expect(response.json()).toMatchObject(consumer);
    expect((await get(`/consumers/${consumerId}`, operator)).json()).toEqual(response.json());
    expect(await published('ConsumerRegistered', consumerId)).toMatchObject([
      { channel: 'events', body: { consumerId, creditLimit: '500.00' } },
    ]);
  });

  it('registers one consumer, however often the request comes with its key', async () => {
    const register = (payload: object) =>
      service.app.inject({
        method: 'POST',
        url: '/consumers',
        headers: { authorization: operator, 'idempotency-key': 'ludmilla' },
        payload,
      });
    const first = await register(registration);
    const { consumerId } = first.json<{ consumerId: string }>();
    await post(`/consumers/${consumerId}/suspension`, operator);
    const again = await register(registration);
    expect([again.statusCode, again.headers.location]).toEqual([201, `/consumers/${consumerId}`]);
    expect(again.json()).toEqual(first.json());
    expect(await published('ConsumerRegistered', consumerId)).toHaveLength(1);
    const other = await register({ ...registration, creditLimit: '501.00' });
    expect(other.json()).toMatchObject({ type: '/problems/idempotency-key-reused', status: 422 });
  });

  it.each([
    ['/creditLimit', { ...registration, creditLimit: 500 }],
    ['/creditLimit', { ...registration, creditLimit: '-1.00' }],
    ['/creditLimit', { name: registration.name }],
    ['/name/lastName', { ...registration, name: { firstName: 'Ludmilla', lastName: ' ' } }],
    ['/status', { ...registration, status: 'ACTIVE' }],
    ['/name/firstName', { ...registration, name: { firstName: 'Lud\0milla', lastName: 'Ferris' } }],
  ])('points at %p in a registration that is wrong', async (pointer, payload) => {
    const response = await post('/consumers', operator, payload);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ type: '/problems/invalid-request', errors: [{ pointer }] });
  });

  it('shows a consumer to itself and to operators, and to nobody else', async () => {
    const statusFor = async (authorization: string) =>
      (await get(`/consumers/${martha}`, authorization)).statusCode;
    expect(await statusFor(await service.issuer.bearer('consumer', martha))).toBe(200);
    expect(await statusFor(operator)).toBe(200);
    expect(await statusFor(await service.issuer.bearer('consumer', percy))).toBe(403);
    expect(await statusFor(await service.issuer.bearer('restaurant', martha))).toBe(403);
  });

  it('shows what the orders have left of the credit', async () => {
    await service.database.dataSource.query(
      'UPDATE consumers SET held_credit = 6170 WHERE consumer_id = $1',
      [martha],
    );
    const response = await get(`/consumers/${martha}`, operator);
    expect(response.json()).toMatchObject({ creditLimit: '100000.00', availableCredit: '99938.30' });
  });

  it('answers 404 for a consumer that nobody knows', async () => {
    for (const response of [
      await get(`/consumers/${nobody}`, operator),
      await post(`/consumers/${nobody}/suspension`, operator),
    ])
      expect(response.json()).toMatchObject({ type: '/problems/consumer-not-found', status: 404 });
  });

  it('suspends a consumer once, however often it is asked to', async () => {
    const suspend = () => post(`/consumers/${percy}/suspension`, operator);
    const responses = await Promise.all([suspend(), suspend(), suspend()]);
    for (const response of responses) {
      expect(response.statusCode).toBe(200);
      expect(response.json()).toMatchObject({ consumerId: percy, status: 'SUSPENDED' });
    }
    expect(await published('ConsumerSuspended', percy)).toHaveLength(1);
  });

  it('leaves registering and suspending to operators', async () => {
    const authorization = await service.issuer.bearer('consumer', martha);
    expect((await post('/consumers', authorization, registration)).statusCode).toBe(403);
    expect((await post(`/consumers/${martha}/suspension`, authorization)).statusCode).toBe(403);
  });
});
