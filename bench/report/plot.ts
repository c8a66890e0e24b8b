import type { Spread } from '../measure/statistics.js';
import { linearAxis, logAxis, type Axis } from './axis.js';

export interface Line {
  readonly name: string;
  /** One for each of the plot's levels. */
  readonly points: readonly (Spread | undefined)[];
}

export interface Plot {
  readonly title: string;
  readonly unit: string;
  /** Below the plot, from left to right, at the same distance from each other. */
  readonly levels: readonly string[];
  readonly lines: readonly Line[];
  readonly scale: 'linear' | 'log';
}

const [WIDTH, HEIGHT] = [720, 360];
const frame = { left: 70, right: 560, top: 40, bottom: 310 };
/** Told apart by those who do not see all colours (Okabe and Ito). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

/** A picture of lines with the range of each point: an SVG, in text. */
export function drawPlot({ title, unit, levels, lines, scale }: Plot): string {
  const spreads = lines.flatMap(({ points }) => points.filter((point) => point !== undefined));
  const largest = Math.max(1, ...spreads.map(({ max }) => max));
  const smallest = Math.min(largest, ...spreads.map(({ min }) => min));
  const axis = scale === 'log' ? logAxis(smallest, largest) : linearAxis(largest);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    text(frame.left, 22, `${title}, ${unit}`, 'font-weight="bold"'),
    ...axis.ticks.map((tick) => gridLine(axis, tick)),
    ...levels.map((level, index) =>
      text(xOf(index, levels.length), frame.bottom + 22, level, 'text-anchor="middle"'),
    ),
    ...lines.flatMap((line, index) => drawLine(line, axis, index)),
    '</svg>',
    '',
  ].join('\n');
}

function drawLine({ name, points }: Line, axis: Axis, index: number): string[] {
  const colour = COLOURS[index % COLOURS.length] ?? '';
  const places = points.flatMap((point, level) =>
    point ? [{ x: xOf(level, points.length), ...mapSpread(point, (value) => yOf(axis, value)) }] : [],
  );
  const legendY = frame.top + 16 + index * 22;
  return [
    `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${places.map(({ x, median }) => `${x},${median}`).join(' ')}"/>`,
    ...places.flatMap(({ x, median, min, max }) => [
      `<line x1="${x}" y1="${min}" x2="${x}" y2="${max}" stroke="${colour}" stroke-width="1"/>`,
      `<circle cx="${x}" cy="${median}" r="3.5" fill="${colour}"/>`,
    ]),
    `<rect x="${frame.right + 20}" y="${legendY - 9}" width="18" height="4" fill="${colour}"/>`,
    text(frame.right + 46, legendY - 2, name),
  ];
}

function gridLine(axis: Axis, tick: number): string {
  const y = yOf(axis, tick);
  const line = `<line x1="${frame.left}" y1="${y}" x2="${frame.right}" y2="${y}" stroke="#ddd"/>`;
  return line + text(frame.left - 8, y + 4, tick.toLocaleString('en-GB'), 'text-anchor="end"');
}

const mapSpread = ({ median, min, max }: Spread, to: (value: number) => number): Spread => ({
  median: to(median),
  min: to(min),
  max: to(max),
});

const round = (value: number): number => Math.round(value * 10) / 10;

const yOf = (axis: Axis, value: number): number =>
  round(frame.bottom - axis.place(value) * (frame.bottom - frame.top));

const xOf = (index: number, count: number): number =>
  round(frame.left + ((index + 0.5) * (frame.right - frame.left)) / count);

const text = (x: number, y: number, content: string, more = ''): string =>
  `<text x="${x}" y="${y}" fill="#222"${more && ` ${more}`}>${content}</text>`;
