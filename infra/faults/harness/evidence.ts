import type { Allowances } from '#testing';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { participants } from '../../local/index.js';
import { readManagement } from '../network/read-management.js';
import type { FaultBed } from './fault-bed.js';
import { progress } from './report.js';

const SESSIONS = `
  SELECT application_name, pid, state, wait_event_type, wait_event, now() - xact_start AS age, query
  FROM pg_stat_activity WHERE usename LIKE '%_service' AND datname = current_database()`;

/** Writes beside the logs how everything stands at this moment, and keeps them: for who looks for the reason later. */
export async function keepEvidence(bed: FaultBed, allowed?: Allowances): Promise<void> {
  bed.servers.keepLogs();
  const { amqpManagementUrl: managementUrl } = bed.servers;
  const questions = {
    verdict: bed.verdict(allowed),
    queues: readManagement(
      { managementUrl },
      '/api/queues?columns=name,consumers,messages_ready,messages_unacknowledged',
    ),
    ...Object.fromEntries(
      participants.flatMap((service) => [
        [`sessions of ${service}`, bed.query(service, SESSIONS)],
        [`outbox of ${service}`, bed.query(service, 'SELECT * FROM outbox ORDER BY 1 LIMIT 50')],
      ]),
    ),
  };
  const answers = Object.entries<Promise<unknown>>(questions).map(async ([question, answer]) => [
    question,
    await answer.catch(String),
  ]);
  const file = join(bed.servers.directory, `evidence-${Date.now()}.json`);
  writeFileSync(file, JSON.stringify(Object.fromEntries(await Promise.all(answers)), null, 2));
  progress(`How everything stood is in ${file}, beside the logs`);
}
