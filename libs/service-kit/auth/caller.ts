import { roles } from '#contracts/rest';

/** Who calls: as the bearer token says, after it was verified. */
export interface Caller {
  readonly subject: string;
  readonly role: CallerRole;
  /** The consumerId or restaurantId that a consumer or a restaurant acts as; an operator has none. */
  readonly id?: string;
}

/** The roles of the REST interface, and that of the gateway, which asks for what its own caller was found to be allowed. */
export const callerRoles = [...roles, 'gateway'] as const;
/** One of {@link callerRoles}. */
export type CallerRole = (typeof callerRoles)[number];

/** Whom something belongs to. Without an id it is nobody in particular. */
export interface Party {
  readonly role: 'consumer' | 'restaurant';
  readonly id: string | undefined;
}

/**
 * True for the party itself and for operators: what belongs to a party, or to nobody in particular, is nobody else's
 * business. An id says who somebody is among those of the same role only.
 */
export const mayActFor = (caller: Caller, { role, id }: Party): boolean =>
  caller.role === 'operator' || (caller.role === role && id !== undefined && isSameId(caller.id, id));

const isSameId = (one: string | undefined, other: string): boolean =>
  one?.toLowerCase() === other.toLowerCase();
