import { asyncApiDocument, openApiDocument } from '#api-documents';
import { problemKinds } from '#contracts/rest';
import crypto from 'node:crypto';
import { startGateway, type Gateway } from '../testing/start-gateway.js';

describe('the documents', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  const get = (url: string) => gateway.app.inject({ url });

  it.each([
    ['/docs/openapi.json', openApiDocument()],
    ['/asyncapi.json', asyncApiDocument()],
  ])('are served to programs at %s', async (url, document) => {
    expect((await get(url)).json()).toEqual(document);
  });

  it.each(['/docs', '/asyncapi'])(
    'are served to people at %s, who load nothing from elsewhere',
    async (url) => {
      const { statusCode, headers, body } = await get(url);
      expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers['content-security-policy']).toContain(
        "default-src 'none'; script-src 'self'; style-src 'self'",
      );
      expect(headers['content-security-policy']).not.toContain('unsafe');
      const loaded = Array.from(
        body.matchAll(/(?:src|rel="stylesheet" href)="([^"]+)"/g),
        ([, link]) => link,
      );
      expect(loaded.length).toBeGreaterThan(0);
      expect(loaded.filter((link) => !link?.startsWith('/docs/assets/'))).toEqual([]);
      expect(body).not.toMatch(/<script>|\son\w+=|style=/);
    },
  );

  it('are written out and tagged once, however often they are asked for', async () => {
    const [writing, tagging] = [jest.spyOn(JSON, 'stringify'), jest.spyOn(crypto, 'createHash')];
    await Promise.all(['/docs', '/docs/openapi.json', '/asyncapi', '/asyncapi.json'].map(get));
    const work = [...writing.mock.calls, ...tagging.mock.calls];
    jest.restoreAllMocks();
    expect(work).toEqual([]);
  });

  it('name every message, its fields and its example', async () => {
    const { body } = await get('/asyncapi');
    expect(body).toContain('<h3>ValidateConsumerInfo</h3>');
    expect(body).toContain('<code>lineItems[].menuItemId</code>');
    expect(body).toContain('&quot;orderTotal&quot;: &quot;61.70&quot;');
  });

  it.each(Object.entries(problemKinds))('explain the problem %s', async (name, { status, when }) => {
    const response = await get(`/problems/${name}`);
    expect(response.json()).toMatchObject({ type: `/problems/${name}`, status, description: when });
  });

  it('are where the type of a problem leads, which has its title', async () => {
    const { type, title, status } = (await get('/nowhere')).json();
    expect((await get(type)).json()).toMatchObject({ title, status });
  });

  it.each(['bad-luck', 'constructor', ''])('know no problem %j', async (name) => {
    expect((await get(`/problems/${name}`)).json()).toMatchObject({
      type: '/problems/not-found',
      status: 404,
    });
  });

  it('come with the files of the pages, and with no others', async () => {
    expect((await get('/docs/assets/open-api-page.js')).headers['content-type']).toContain('text/javascript');
    for (const file of ['nothing.css', '..%2fassets.ts', '..%2f..%2fgateway.config.ts', 'toString'])
      expect((await get(`/docs/assets/${file}`)).statusCode).toBe(404);
  });
});
