import { Client } from 'pg';
import { Outbox, OUTBOX_SCHEMA, type Stored } from './outbox.js';
import { required } from './settings.js';

/** One statement, and so one round trip and one commit, for a group of whatever it is. */
export interface Statement {
  readonly name: string;
  /** Reads the group as `$1`, JSON; returns the rows that it puts into the outbox, if any. */
  readonly text: string;
}

/** A connection that works, with its outbox. */
export class Work {
  private constructor(
    private readonly client: Client,
    private readonly outbox: Outbox,
  ) {}

  static async open(schema: string): Promise<Work> {
    const client = new Client({ connectionString: required('DATABASE_URL') });
    await client.connect();
    await client.query(OUTBOX_SCHEMA + schema);
    return new Work(client, await Outbox.open());
  }

  async run(statement: Statement, group: readonly unknown[]): Promise<void> {
    const { rows } = await this.client.query<Stored>({ ...statement, values: [JSON.stringify(group)] });
    this.outbox.send(rows);
  }
}

/** The messages of a group that were not handled before; they are recorded by the same statement. */
export const FRESH = `fresh AS (
  INSERT INTO inbox SELECT DISTINCT message_id FROM message ON CONFLICT DO NOTHING RETURNING message_id)`;
