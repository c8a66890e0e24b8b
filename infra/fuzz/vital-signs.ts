import { readFileSync } from 'node:fs';
import type { System } from '../local/index.js';

/** How a service is: the same process as before, and with what in its log and in its memory. */
export interface VitalSigns {
  readonly startedAt: number;
  readonly residentBytes: number;
  readonly errorLines: readonly string[];
}

const ERRORS = ['error', 'fatal'];

/** Of every service, by its name. */
export async function vitalSignsOf({ services }: System): Promise<Readonly<Record<string, VitalSigns>>> {
  const signs = Object.entries(services).map(async ([app, { url, logFile }]) => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const metric = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)?.[1]);
    return [
      app,
      {
        startedAt: metric('process_start_time_seconds'),
        residentBytes: metric('process_resident_memory_bytes'),
        errorLines: readFileSync(logFile, 'utf8').split('\n').filter(isError),
      },
    ] as const;
  });
  return Object.fromEntries(await Promise.all(signs));
}

function isError(line: string): boolean {
  if (!line.startsWith('{')) return line !== '';
  return ERRORS.includes((JSON.parse(line) as { readonly level: string }).level);
}
