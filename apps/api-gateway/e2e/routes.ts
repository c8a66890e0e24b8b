import { ajanta, martha, nobody } from '#testing';

export type Username = 'martha' | 'ajanta' | 'operator';

export interface Route {
  readonly method: string;
  readonly path: string;
  /** Who of these may use it. */
  readonly openTo: readonly Username[];
}

const route = (method: string, path: string, ...openTo: readonly Username[]): Route => ({
  method,
  path,
  openTo,
});

/** Every route that wants a token, in a form that changes nothing: without the body or the thing that it is about. */
export const routes: readonly Route[] = [
  route('POST', '/orders', 'martha', 'operator'),
  route('GET', '/orders', 'martha', 'operator'),
  route('GET', `/orders/${nobody}`, 'martha', 'ajanta', 'operator'),
  route('GET', `/orders/${nobody}/timeline`, 'martha', 'ajanta', 'operator'),
  route('POST', `/orders/${nobody}/cancellation`, 'martha', 'operator'),
  route('POST', '/consumers', 'operator'),
  route('GET', `/consumers/${martha}`, 'martha', 'operator'),
  route('POST', `/consumers/${nobody}/suspension`, 'operator'),
  route('POST', '/restaurants', 'operator'),
  route('GET', '/restaurants', 'martha', 'ajanta', 'operator'),
  route('GET', `/restaurants/${ajanta}`, 'martha', 'ajanta', 'operator'),
  route('PUT', `/restaurants/${ajanta}/menu`, 'ajanta', 'operator'),
  route('GET', `/restaurants/${ajanta}/tickets`, 'ajanta', 'operator'),
  route('GET', `/tickets/${nobody}`, 'ajanta', 'operator'),
  route('POST', `/tickets/${nobody}/acceptance`, 'ajanta', 'operator'),
  route('GET', '/dead-letters', 'operator'),
  route('POST', '/dead-letters/nonsense/redrive', 'operator'),
];
