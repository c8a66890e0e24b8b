import { routeOf, routes } from '#contracts/rest';
import { httpFileOf, readHttpFile, type HttpRequest } from './http-file.js';

const GATEWAY = '{{gateway}}';

const { variables, requests } = readHttpFile('docs/order-saga.http');

/** Whatever is filled in later is a segment of the path, or a part of the query. */
const routeIdOf = ({ method, url }: HttpRequest): string | undefined =>
  url.startsWith(GATEWAY)
    ? routeOf(method, url.slice(GATEWAY.length).replaceAll(/\{\{[^{}]+\}\}/g, 'x'))?.id
    : undefined;

describe('the requests of docs/order-saga.http', () => {
  it.each(requests)('name a route of the gateway: $title', (request) => {
    expect(routeIdOf(request)).toEqual(expect.any(String));
  });

  it.each(routes)('have the route $id among them', ({ id }) => {
    expect(requests.map(routeIdOf)).toContain(id);
  });

  it('go to where docker compose and npm start have the gateway', () => {
    expect(variables.get('gateway')).toBe('http://localhost:8080');
  });

  it('are read with all that they have', () => {
    const file =
      '@a = b\n\n### Place it\n\n# @name order\nPUT {{a}}/x\nIf-Match: "1"\n\n{\n\n"c": 1}\n\n###\nGET /y\n';
    expect(httpFileOf(file)).toEqual({
      variables: new Map([['a', 'b']]),
      requests: [
        {
          title: 'Place it',
          name: 'order',
          method: 'PUT',
          url: '{{a}}/x',
          headers: { 'if-match': '"1"' },
          body: '{\n\n"c": 1}',
        },
        { title: '/y', name: undefined, method: 'GET', url: '/y', headers: {}, body: undefined },
      ],
    });
  });

  it('would name no route with a mistake in them', () => {
    const [request] = httpFileOf('###\nPOST {{gateway}}/order\n').requests;
    expect(routeIdOf(request!)).toBeUndefined();
  });
});
