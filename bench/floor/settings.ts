export function required(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is missing`);
  return value;
}
