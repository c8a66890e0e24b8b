import { demoIdentities, identify } from './demo-identities.js';

describe('identify', () => {
  it.each(demoIdentities.map(({ username }) => username))('knows %s', (username) => {
    expect(identify(username, 'demo')?.username).toBe(username);
  });

  it('gives consumers and restaurants the ids of the demo data', () => {
    expect(identify('percy', 'demo')?.partyId).toBe('c0000000-0000-4000-8000-000000000002');
    expect(identify('ajanta', 'demo')?.partyId).toBe('a0000000-0000-4000-8000-000000000001');
    expect(identify('operator', 'demo')?.partyId).toBeUndefined();
  });

  it.each([
    ['martha', 'Demo'],
    ['martha', ''],
    ['mallory', 'demo'],
    ['', ''],
  ])('does not know %j with the password %j', (username, password) => {
    expect(identify(username, password)).toBeUndefined();
  });
});
