/** The classes of this system's advisory locks (the first of PostgreSQL's two lock keys). */
export const lockClass = {
  relayLeader: 7301,
  membership: 7302,
  deadlines: 7303,
  retention: 7304,
} as const;
