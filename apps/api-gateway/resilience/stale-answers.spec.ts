import { DownstreamFailure } from '../clients/downstream-failure.js';
import type { Call, Exchange } from '../clients/exchange.js';
import { fallingBackToCopies } from './stale-answers.js';

const idOf = (number: number): string => `a0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const AJANTA = `/restaurants/${idOf(1)}`;
const ZELO = `/restaurants/${idOf(2)}`;
const STALE_FOR_MS = 60_000;
const AN_HOUR_MS = 3_600_000;
/** More than there is room for. */
const MANY = 1_001;

const read = (path: string, headers: Call['headers'] = {}): Call => ({ method: 'GET', path, headers });
const well: Exchange = () => Promise.resolve({ status: 200, headers: {}, body: Buffer.from('{}') });
const away: Exchange = () =>
  Promise.reject(new DownstreamFailure('restaurant', 'unavailable', { repeatable: true }));

describe('the copy of an answer', () => {
  let exchange: Exchange;
  let guarded: Exchange;
  beforeEach(() => {
    exchange = well;
    guarded = fallingBackToCopies(
      STALE_FOR_MS,
      () => undefined,
      (call) => exchange(call),
    );
  });

  afterEach(() => jest.useRealTimers());

  it.each([
    ['goes right', 0],
    ['is set back', -AN_HOUR_MS],
    ['is set forward', AN_HOUR_MS],
  ])('tells its age, and is given as long as it may be, where the clock %s, too', async (_, setByMs) => {
    jest.useFakeTimers({ now: 0 });
    await guarded(read(AJANTA));
    jest.setSystemTime(setByMs);
    jest.advanceTimersByTime(STALE_FOR_MS);
    exchange = away;
    expect((await guarded(read(AJANTA))).headers.age).toBe('60');
    jest.advanceTimersByTime(1);
    await expect(guarded(read(AJANTA))).rejects.toMatchObject({ kind: 'unavailable' });
  });

  const copyOf = async (call: Call): Promise<string> => {
    exchange = away;
    return (await guarded(call)).body.toString();
  };

  it.each([
    ['its path in other letters', AJANTA, read(AJANTA.toUpperCase().replace('RESTAURANTS', 'restaurants'))],
    ['its path in other signs', AJANTA, read(AJANTA.replace('/a', '/%61'))],
    ['a query that it takes none of', AJANTA, read(`${AJANTA}?anything`)],
    ['another Accept', AJANTA, read(AJANTA, { accept: 'text/html' })],
    ['the default limit', '/restaurants', read('/restaurants?limit=20')],
    ['another spelling of its limit', '/restaurants?limit=5', read('/restaurants?limit=05')],
  ])('is the same for %s', async (_, path, other) => {
    await guarded(read(path));
    expect(await copyOf(other)).toBe('{"stale":true}');
  });

  it.each([
    ['restaurant', AJANTA, ZELO],
    ['page', '/restaurants', `/restaurants?cursor=${idOf(1)}`],
    ['length of a page', '/restaurants', '/restaurants?limit=5'],
  ])('is another for another %s', async (_, one, other) => {
    await guarded(read(one));
    await expect(copyOf(read(other))).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it.each<[string, (time: number) => string]>([
    ['for one restaurant, whatever he puts into the query', (time) => `${ZELO}?${time}`],
    ['for pages that nobody else looks at', (time) => `/restaurants?cursor=${idOf(time)}`],
  ])('of a menu is not lost for a caller who asks %s', async (_, pathOf) => {
    await guarded(read(AJANTA));
    for (let time = 0; time < MANY; time++) await guarded(read(pathOf(time)));
    expect(await copyOf(read(AJANTA))).toBe('{"stale":true}');
  });
});
