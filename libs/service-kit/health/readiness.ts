/** Something that the service cannot do its work without; asked at every request for readiness. */
export interface ReadinessCheck {
  readonly name: string;
  check(): Promise<boolean> | boolean;
}

/** The DI token under which an app provides its `readonly ReadinessCheck[]`. */
export const READINESS_CHECKS = Symbol('READINESS_CHECKS');

/** What `/health/ready` answers: each check by its name. */
export interface Readiness {
  readonly status: 'ready' | 'not ready';
  readonly checks: Readonly<Record<string, 'up' | 'down'>>;
}

/** Asks all checks at once. One that throws, or takes longer than the timeout, is down. */
export async function readinessOf(checks: readonly ReadinessCheck[], timeoutMs: number): Promise<Readiness> {
  const answers = await Promise.all(checks.map((check) => isUp(check, timeoutMs)));
  const states = checks.map(({ name }, index) => [name, answers[index] ? 'up' : 'down'] as const);
  return { status: answers.every(Boolean) ? 'ready' : 'not ready', checks: Object.fromEntries(states) };
}

async function isUp(dependency: ReadinessCheck, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  try {
    return await Promise.race([dependency.check(), tooLate]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
