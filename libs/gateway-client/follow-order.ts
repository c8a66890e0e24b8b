import { setTimeout as delay } from 'node:timers/promises';
import type { GatewayClient } from './gateway-client.js';
import { GatewayRefusal } from './gateway-refusal.js';
import { pauseBeforeRetry } from './pause-before-retry.js';
import { readEvents } from './read-events.js';
import type { Order } from './resources.js';
import { SilenceLimit } from './silence-limit.js';

const NO_CONTENT = 204;
const TOO_MANY_REQUESTS = 429;
/** Three heartbeats. */
const LONGEST_SILENCE_MS = 45_000;

/**
 * An order's versions, each once and none left out, as they come: a stream that ends, breaks off or falls silent is
 * taken up again behind the version seen last, as a browser's EventSource does it, and so is one that cannot be had for
 * the moment (429, 5xx). Ends when there will be no more. Throws GatewayRefusal when the caller is refused.
 */
export async function* followOrder(
  client: GatewayClient,
  orderId: string,
  longestSilenceMs = LONGEST_SILENCE_MS,
): AsyncGenerator<Order> {
  const path = `/orders/${orderId}/stream`;
  for (let seen = 0, failures = 0; ; failures += 1) {
    const silence = new SilenceLimit(longestSilenceMs);
    const answer = await client
      .open(path, { 'last-event-id': String(seen) }, silence.signal)
      .catch(() => undefined);
    try {
      if (answer?.status === NO_CONTENT) return;
      if (answer) await demandStream(path, answer);
      if (answer?.ok) failures = 0;
      for await (const order of versionsOf(answer, silence)) {
        seen = order.version;
        yield order;
      }
    } finally {
      silence.lift();
    }
    await delay(pauseBeforeRetry(answer, failures));
  }
}

/** Who is refused for what he asks is refused again; all else may pass. */
async function demandStream(path: string, answer: Response): Promise<void> {
  const { status } = answer;
  if (status >= 400 && status < 500 && status !== TOO_MANY_REQUESTS)
    throw new GatewayRefusal(`GET ${path}`, status, await answer.text());
}

/** Until it breaks off: what is missing comes with the next one. */
async function* versionsOf(answer: Response | undefined, silence: SilenceLimit): AsyncGenerator<Order> {
  if (!answer?.ok || !answer.body) return void (await answer?.body?.cancel());
  try {
    for await (const { data } of readEvents<Order>({ body: silence.listenTo(answer.body) })) yield data;
  } catch {
    return;
  }
}
