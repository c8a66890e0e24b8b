import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Agent, request as send, type Dispatcher } from 'undici';

/** What any gateway has to do: take a request in, pass it on, bring the answer back. */
const dispatcher = new Agent({ connections: 128 });

createServer((request, response) => {
  void text(request).then(async (body) => {
    const answer = await send(`${process.env.TARGET}${request.url}`, {
      dispatcher,
      method: request.method as Dispatcher.HttpMethod,
      headers: { 'content-type': 'application/json' },
      body: body || undefined,
    });
    response.writeHead(answer.statusCode, { 'content-type': 'application/json' });
    response.end(await answer.body.text());
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
