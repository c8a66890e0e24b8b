import type { Section } from '../../infra/docs/sections.js';
import type { Results, Scenario } from '../results.js';
import { costTable } from './cost-table.js';
import { ledgerTable } from './ledger-table.js';
import { loadSections } from './load-sections.js';
import { machineList } from './machine-list.js';
import { processTable } from './process-table.js';
import { drainTables, growthTable, scaleTable } from './scenario-tables.js';
import { subjectsIn } from './series.js';

const NOT_MEASURED_YET = 'Nothing has been measured yet.';
const NOT_MEASURED = 'Not measured in this run.';

/** The parts of the page that come of results; `plots` is the folder of the plots, as the page sees it. */
export function sectionsOf(results: Results, plots: string): readonly Section[] {
  const of = (scenario: Scenario, name: string, make: (results: Results) => string): Section => ({
    name,
    content: subjectsIn(results, scenario).length > 0 ? make(results) : NOT_MEASURED,
  });
  return [
    { name: 'machine', content: results.turns.length > 0 ? machineList(results) : NOT_MEASURED_YET },
    ...loadSections(results, plots).map(({ name, content }) => of('load', name, () => content)),
    of('load', 'costs', costTable),
    of('load', 'processes', processTable),
    of('drain', 'drain', drainTables),
    of('growth', 'growth', growthTable),
    of('scale', 'scale', scaleTable),
    { name: 'ledger', content: ledgerTable(results) },
  ];
}
