import { mermaid } from './markdown.js';

interface Transition {
  readonly action: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
}

/** A state machine from its transition table; a state that nothing leads out of is an end. */
export function stateDiagram(transitions: readonly Transition[], initial: string): string {
  const departures = new Set(transitions.map(({ from }) => from));
  const ends = [...new Set(transitions.map(({ to }) => to))].filter((state) => !departures.has(state));
  return mermaid([
    'stateDiagram-v2',
    `    [*] --> ${initial}`,
    ...transitions.map(({ action, from, to, by }) => `    ${from} --> ${to}: ${action} (${by})`),
    ...ends.map((state) => `    ${state} --> [*]`),
  ]);
}
