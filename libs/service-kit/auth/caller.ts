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

/** True for the party itself and for operators: what belongs to a party, or to nobody in
 * particular, is nobody else's business. */
export const mayActFor = (caller: Caller, partyId: string | undefined): boolean =>
  caller.role === 'operator' || (partyId !== undefined && caller.id?.toLowerCase() === partyId.toLowerCase());
