import type { Section } from '../../infra/docs/sections.js';
import type { Figures, Latency, Results } from '../results.js';
import { figureTable, ratioTable, type KindOfLoad, type Row } from './tables.js';

const closed: KindOfLoad = { scenario: 'load', kind: 'closed' };
const open: KindOfLoad = { scenario: 'load', kind: 'open' };

const validatedPerSecond = ({ validatedPerSecond: rate }: Figures): number => rate;

/** What the main scenario says of throughput and latency. */
export function loadSections(results: Results, plots: string): Section[] {
  const { concurrency, perSecond } = results.settings;
  const rates = concurrency.map((level) => ({ name: String(level), level, pick: validatedPerSecond }));
  const waits = concurrency.flatMap((level) => latencies(level, `${level} at a time`));
  const decisions = concurrency.map((level) => ({
    name: String(level),
    level,
    pick: ({ decided }: Figures) => decided.p50,
  }));
  const steady = perSecond.flatMap((level) => latencies(level, `${level}/s`));
  const atATime = 'customers';
  return [
    {
      name: 'throughput',
      content: withPlot('throughput', plots, figureTable(results, closed, atATime, rates)),
    },
    { name: 'throughput ratios', content: ratioTable(results, closed, atATime, rates) },
    {
      name: 'closed-loop latency',
      content: withPlot('decided', plots, figureTable(results, closed, 'ms', waits)),
    },
    { name: 'closed-loop latency ratios', content: ratioTable(results, closed, atATime, decisions) },
    { name: 'open-loop latency', content: withPlot('open', plots, figureTable(results, open, 'ms', steady)) },
  ];
}

function latencies(level: number, load: string): Row[] {
  const row = (name: string, pick: (figures: Figures) => number | undefined): Row => ({
    name: `${load}: ${name}`,
    level,
    pick,
  });
  const both = (what: string, of: (figures: Figures) => Latency): Row[] => [
    row(`${what} p50`, (figures) => of(figures).p50),
    row(`${what} p99`, (figures) => of(figures).p99),
  ];
  return [...both('to the 202', ({ posted }) => posted), ...both('to VALIDATED', ({ decided }) => decided)];
}

const withPlot = (name: string, plots: string, text: string): string =>
  `![${name}](${plots}/${name}.svg)\n\n${text}`;
