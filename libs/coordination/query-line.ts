import { statementName } from '#service-kit';
import type { Client, QueryResultRow } from 'pg';

/** The queries of one connection, one after the other: pg's client has no line of its own from version 9 on. */
export class QueryLine {
  private last: Promise<unknown> = Promise.resolve();
  /** Those with parameters are prepared: they come again and again. */
  private readonly names = new Map<string, string>();

  constructor(readonly client: Client) {}

  /** Rejects with the error of this query alone, or when the connection is lost. */
  query<Row extends QueryResultRow>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const name = parameters.length > 0 ? this.nameOf(sql) : undefined;
    const turn = this.last.then(async () => {
      const { rows } = await this.client.query<Row>({ name, text: sql, values: [...parameters] });
      return rows;
    });
    this.last = turn.catch(() => {});
    return turn;
  }

  private nameOf(sql: string): string {
    const name = this.names.get(sql) ?? statementName(sql);
    this.names.set(sql, name);
    return name;
  }
}
