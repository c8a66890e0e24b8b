import { routes } from '#contracts/rest';
import { deviationsOf } from '../testing/deviations.js';
import { startGateway, type Gateway } from '../testing/start-gateway.js';

const own = routes.filter(({ method, local, answers }) => method === 'GET' && local && answers[200]?.body);

describe('what the gateway answers itself', () => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.stop());

  const get = async (url: string, known: Record<string, string> = {}) => {
    const response = await gateway.app.inject({ url, headers: known });
    const headers = new Headers(response.headers as Record<string, string>);
    const body: unknown = response.body && response.json();
    return { status: response.statusCode, headers, body };
  };

  it.each(own.map(({ path }) => path.replace('{problem}', 'not-found')))(
    'is tagged as it is documented: %s',
    async (path) => {
      const first = await get(path);
      expect(deviationsOf('GET', path, first)).toEqual([]);
      const again = await get(path, { 'if-none-match': first.headers.get('etag') ?? '' });
      expect([again.status, deviationsOf('GET', path, again)]).toEqual([304, []]);
    },
  );

  it.each(['/.well-known/jwks.json', '/breakers', '/docs/openapi.json'])(
    'is one copy for all callers where it is public: %s',
    async (path) => {
      expect((await get(path)).headers.get('vary')).toBeNull();
    },
  );

  it('is one for each caller where it depends on who asks', async () => {
    expect((await get('/api')).headers.get('vary')).toBe('Authorization');
  });
});
