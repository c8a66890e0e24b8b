/** Who calls: as the bearer token says, after it was verified. */
export interface Caller {
  readonly subject: string;
  readonly role: Role;
  /** The consumerId or restaurantId that a consumer or a restaurant acts as; an operator has none. */
  readonly id?: string;
}

/** A consumer and a restaurant act for themselves, an operator for everybody. */
export const roles = ['consumer', 'restaurant', 'operator'] as const;
/** One of {@link roles}. */
export type Role = (typeof roles)[number];

/** True for the party itself and for operators: what belongs to a party, or to nobody in
 * particular, is nobody else's business. */
export const mayActFor = (caller: Caller, partyId: string | undefined): boolean =>
  caller.role === 'operator' || (partyId !== undefined && caller.id?.toLowerCase() === partyId.toLowerCase());
