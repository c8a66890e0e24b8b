import type { Figures, Results } from '../results.js';
import { drawPlot } from './plot.js';
import { spread, subjectsIn, type FigureOf, type Selection } from './series.js';

/** The plots of the page: SVG by file name. */
export function plotsOf(results: Results): Readonly<Record<string, string>> {
  const { concurrency, perSecond } = results.settings;
  const decided = ({ decided: { p50 } }: Figures): number | undefined => p50;
  return {
    'throughput.svg': drawPlot({
      title: 'Orders VALIDATED by customers at a time',
      unit: 'per second',
      scale: 'linear',
      ...linesOf(results, 'closed', concurrency, ({ validatedPerSecond }) => validatedPerSecond),
    }),
    'decided.svg': drawPlot({
      title: 'From the request to VALIDATED by customers at a time, median',
      unit: 'ms',
      scale: 'log',
      ...linesOf(results, 'closed', concurrency, decided),
    }),
    'open.svg': drawPlot({
      title: 'From the request to VALIDATED by orders per second, median',
      unit: 'ms',
      scale: 'log',
      ...linesOf(results, 'open', perSecond, decided),
    }),
  };
}

const linesOf = (results: Results, kind: Selection['kind'], levels: readonly number[], pick: FigureOf) => ({
  levels: levels.map(String),
  lines: subjectsIn(results, 'load').map((name) => ({
    name,
    points: levels.map((level) => spread(results, name, { scenario: 'load', kind, level }, pick)),
  })),
});
