import type { Change } from './change.js';

type Version = readonly [major: number, minor: number, patch: number];

/** The least version (Semantic Versioning) that the changes since `released` may have. */
export function requiredVersion(released: string, changes: readonly Change[]): string {
  const [major, minor, patch] = parse(released);
  const isBreaking = changes.some(({ impact }) => impact === 'breaking');
  if (changes.length === 0) return released;
  if (major === 0) return written(isBreaking ? [0, minor + 1, 0] : [0, minor, patch + 1]);
  return written(isBreaking ? [major + 1, 0, 0] : [major, minor + 1, 0]);
}

export function isAtLeast(version: string, least: string): boolean {
  const [one, other] = [parse(version), parse(least)];
  const difference = one.map((number, index) => number - (other[index] ?? 0)).find((each) => each !== 0);
  return (difference ?? 0) >= 0;
}

const parse = (version: string): Version => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
};

const written = (version: Version): string => version.join('.');
