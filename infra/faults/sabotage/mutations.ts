import { receiving } from './mutations/receiving.js';
import { running } from './mutations/running.js';
import { sending } from './mutations/sending.js';
import { storing } from './mutations/storing.js';

/** Each takes one defence of the system away, as a mistake in its code would; a fault test must notice. */
export const mutations = { ...storing, ...sending, ...receiving, ...running } as const;

export type MutationName = keyof typeof mutations;
