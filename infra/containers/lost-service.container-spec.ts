import { compose } from './compose.js';
import { survive } from './survive.js';

describe('a container that is killed under load', () => {
  it('costs no order, and doubles none: the order service', async () => {
    const { accepted, terminal } = await survive('a lost service', {
      strike: () => compose(['kill', 'order']),
      lift: () => compose(['start', 'order']),
    });
    expect(terminal).toBe(accepted);
  }, 300_000);
});
