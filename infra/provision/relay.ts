import { slotNameOf } from '#outbox';
import type { ParticipantConfig } from '#participant';
import { escapeIdentifier, type Client } from 'pg';
import { accountOf } from './account.js';
import type { Report } from '../waiting/wait-until.js';

/**
 * Lets the service's role read the transaction log for log tailing. For polling takes that back, and drops a slot that is
 * left over: nobody would read it, and PostgreSQL would keep the log for it.
 */
export async function prepareRelay(
  client: Client,
  databaseUrl: string,
  relay: ParticipantConfig['OUTBOX_RELAY'],
  report: Report,
): Promise<void> {
  const { user, name } = accountOf(databaseUrl, '');
  const attribute = relay === 'log-tailing' ? 'REPLICATION' : 'NOREPLICATION';
  await client.query(`ALTER ROLE ${escapeIdentifier(user)} ${attribute}`);
  if (relay === 'polling') await dropSlot(client, slotNameOf(name), report);
}

async function dropSlot(client: Client, slot: string, report: Report): Promise<void> {
  const of = 'FROM pg_replication_slots WHERE slot_name = $1';
  const dropped = await client.query(`SELECT pg_drop_replication_slot(slot_name) ${of} AND NOT active`, [
    slot,
  ]);
  if (dropped.rowCount) return report(`replication slot ${slot}: dropped, since the relay polls`);
  const { rowCount } = await client.query(`SELECT ${of}`, [slot]);
  if (rowCount)
    report(
      `replication slot ${slot}: still read by a service, and keeps the log. ` +
        'Stop the service, or start it with OUTBOX_RELAY=polling, and provision again.',
    );
}
