import type { Mutant } from './mutants/mutant.js';
import { receiving } from './mutants/receiving.js';
import { running } from './mutants/running.js';
import { sending } from './mutants/sending.js';
import { storing } from './mutants/storing.js';

/** The mutations, each with the fault under which it has to be noticed. */
export const mutants: readonly Mutant[] = [...storing, ...sending, ...receiving, ...running];
