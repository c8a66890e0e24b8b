import { createServer } from 'node:http';
import { order } from './order.js';

/** Answers every request as the Order Service does one for an order, and does nothing else. */
createServer((request, response) => {
  request.resume().on('end', () => {
    const status = request.method === 'POST' ? 202 : 200;
    response.writeHead(status, { 'content-type': 'application/json' }).end(order);
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
