import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Pool } from 'undici';
import { required } from './settings.js';

/** Takes a request in, passes it on, brings the answer back. */
const orders = new Pool(required('ORDER_SERVICE_URL'), { connections: 128 });

createServer((request, response) => {
  void text(request).then(async (body) => {
    const answer = await orders.request({ path: request.url ?? '/', method: 'POST', body });
    response.writeHead(answer.statusCode, { 'content-type': 'application/json' });
    response.end(await answer.body.text());
  });
}).listen(Number(required('PORT')), '127.0.0.1');
