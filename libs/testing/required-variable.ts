/** Integration tests run against real servers, whose addresses come from the test runner. */
export function requiredVariable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run integration tests by "npm run test:int"`);
  return value;
}
