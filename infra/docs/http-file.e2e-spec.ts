import { eventually } from '#testing';
import { anonymous, gatewayUrl } from '../../apps/api-gateway/e2e/callers.js';
import { readHttpFile } from './http-file.js';
import { HttpPlayback } from './http-playback.js';

describe('docs/order-saga.http, from its beginning to its end', () => {
  const file = readHttpFile('docs/order-saga.http');
  const playback = new HttpPlayback(file, gatewayUrl);

  it.each(file.requests)('$title', async (request) => {
    const { method, url, headers, body } = playback.filled(request);
    const answer = await eventually(async () => {
      const path = url.slice(gatewayUrl.length);
      const attempt = await anonymous.send(method, path, { headers, body });
      expect([200, 201, 202]).toContain(attempt.status);
      return attempt;
    });
    playback.answered(request, answer);
  });
});
