const SECRET = /(KEYS?|SECRET|PASSWORD|TOKEN)$/;
const LONGEST_SHOWN = 120;

/** One sentence: the variable, what it must be, and what it was unless that may be a secret. */
export function explain(name: string, expectation: string, given: string | undefined): string {
  const must = expectation.startsWith('must ') ? expectation : `must be acceptable (${expectation})`;
  if (given === undefined) return `${name} is missing: it ${must}.`;
  return SECRET.test(name) ? `${name} ${must}.` : `${name} ${must}, but was "${shown(given)}".`;
}

/** A URL is shown without its credentials, also where a `/` in them has made it none. */
const shown = (value: string): string => value.replace(/\/\/.*@/s, '//***@').slice(0, LONGEST_SHOWN);
