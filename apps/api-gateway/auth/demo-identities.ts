import { isSameSecret, type CallerRole } from '#service-kit';

export interface Identity {
  readonly username: string;
  readonly role: CallerRole;
  /** The consumer or restaurant that it acts for. */
  readonly partyId?: string;
}

const PASSWORD = 'demo';

const consumer = (username: string, number: number): Identity => ({
  username,
  role: 'consumer',
  partyId: `c0000000-0000-4000-8000-00000000000${number}`,
});
const restaurant = (username: string, number: number): Identity => ({
  username,
  role: 'restaurant',
  partyId: `a0000000-0000-4000-8000-00000000000${number}`,
});

export const demoIdentities: readonly Identity[] = [
  consumer('martha', 1),
  consumer('percy', 2),
  consumer('sybil', 3),
  restaurant('ajanta', 1),
  restaurant('zelo', 2),
  { username: 'operator', role: 'operator' },
];

/** Takes as long for a wrong name as for a wrong password. */
export function identify(username: string, password: string): Identity | undefined {
  const passwordIsRight = isSameSecret(password, PASSWORD);
  const [identity] = demoIdentities.filter((each) => isSameSecret(each.username, username));
  return passwordIsRight ? identity : undefined;
}
