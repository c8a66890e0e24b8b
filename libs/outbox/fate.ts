/**
 * What became of a row: the broker has confirmed it and it has left the table; the broker did not take it, or it is unfit to
 * be sent at all, and is left alone for a while; or nobody knows, and it is still in the table.
 */
export type Fate = 'removed' | 'refused' | 'unfit' | 'unknown';
