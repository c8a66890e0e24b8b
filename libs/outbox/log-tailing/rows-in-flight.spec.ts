import type { OutboxRow } from '../outbox-table.js';
import { RowsInFlight } from './rows-in-flight.js';

const row = (position: number): OutboxRow =>
  ({ position: String(position), channel: 'one', shardKey: 'two' }) as OutboxRow;

describe('the rows in flight', () => {
  let rows: RowsInFlight;
  beforeEach(() => {
    rows = new RowsInFlight();
  });

  function transaction(xid: number, positions: readonly number[], endLsn: bigint): void {
    rows.begin(xid);
    for (const position of positions) rows.add(row(position));
    rows.commit(endLsn);
  }

  it('are acknowledged up to the end of the last transaction before the first unfinished row', () => {
    transaction(1, [1, 2], 100n);
    transaction(2, [3], 200n);
    transaction(3, [4], 300n);
    expect(rows.acknowledgeable()).toBe(0n);
    for (const position of ['1', '3', '4']) rows.finish(position);
    expect(rows.acknowledgeable()).toBe(0n);
    rows.finish('2');
    expect(rows.acknowledgeable()).toBe(300n);
  });

  it('hold the acknowledgement also when they were taken', () => {
    transaction(1, [1], 100n);
    transaction(2, [2], 200n);
    rows.take('1', { stream: 'one two', destination: 'one' });
    rows.finish('2');
    expect(rows.size).toBe(0);
    expect(rows.acknowledgeable()).toBe(0n);
    rows.finish('1');
    expect(rows.acknowledgeable()).toBe(200n);
  });

  it('hold back what the server says to have sent behind them', () => {
    rows.nothingElseBefore(50n);
    expect(rows.acknowledgeable()).toBe(50n);
    transaction(1, [1], 100n);
    rows.nothingElseBefore(500n);
    expect(rows.acknowledgeable()).toBe(50n);
    rows.finish('1');
    expect(rows.acknowledgeable()).toBe(500n);
  });

  it('do not take what the server says in the middle of a transaction for its end', () => {
    rows.begin(1);
    rows.add(row(1));
    rows.nothingElseBefore(500n);
    rows.finish('1');
    expect(rows.acknowledgeable()).toBe(0n);
    rows.commit(600n);
    expect(rows.acknowledgeable()).toBe(600n);
  });
});
