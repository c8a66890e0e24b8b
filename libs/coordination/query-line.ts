import type { Client, QueryResultRow } from 'pg';

/** The queries of one connection, one after the other: pg's client has no line of its own from version 9 on. */
export class QueryLine {
  private last: Promise<unknown> = Promise.resolve();

  constructor(readonly client: Client) {}

  /** Rejects with the error of this query alone, or when the connection is lost. */
  query<Row extends QueryResultRow>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const turn = this.last.then(async () => (await this.client.query<Row>(sql, [...parameters])).rows);
    this.last = turn.catch(() => {});
    return turn;
  }
}
