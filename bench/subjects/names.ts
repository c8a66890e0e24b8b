/** What the systems are called in variables, results and tables. */
export const POLLING = 'polling';
export const LOG_TAILING = 'log-tailing';
export const FLOOR = 'floor';
export const TUTORIAL = 'tutorial';
