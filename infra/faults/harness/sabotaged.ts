import { builtFile } from '../../local/index.js';
import { SABOTAGE, type Sabotage } from '../sabotage/sabotage.js';

/** The variables with which a service starts sabotaged: Node loads the preload before the service's own code. */
export const sabotaged = (sabotage: Sabotage): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--import=${builtFile('infra/faults/sabotage/preload.js')}`,
  [SABOTAGE]: JSON.stringify(sabotage),
});
