import type { DownstreamAnswer } from './exchange.js';

const SERVER_ERROR = 500;

/** A 5xx: the service is in trouble. A 4xx is the caller's mistake. */
export const isServerError = ({ status }: DownstreamAnswer): boolean => status >= SERVER_ERROR;
