/** What a proxy does to the bytes that go through it. */
export interface Conditions {
  readonly latencyMs: { readonly toTarget: number; readonly toClient: number };
  /** In each direction of each connection. */
  readonly bytesPerSecond: number;
  /** Nothing arrives any more, and nobody is told. */
  readonly isBlackHole: boolean;
}

export const GOOD_CONDITIONS: Conditions = {
  latencyMs: { toTarget: 0, toClient: 0 },
  bytesPerSecond: Infinity,
  isBlackHole: false,
};
