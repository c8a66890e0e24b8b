import type { LabelSelector } from 'kubernetes-types/meta/v1.js';
import type { Labels } from './resource.js';

/** Whether the selector selects what carries the labels; an empty one selects everything. */
export const selects = (
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Labels,
): boolean =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
  matchExpressions.every((expression) => holds(expression, labels));

function holds(
  { key, operator, values = [] }: NonNullable<LabelSelector['matchExpressions']>[number],
  labels: Labels,
): boolean {
  if (operator === 'Exists') return key in labels;
  if (operator === 'In') return values.includes(labels[key] ?? '');
  throw new Error(`The operator ${operator} is not used here`);
}
