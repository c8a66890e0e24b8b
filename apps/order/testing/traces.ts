import { outboxContent, type StoredMessage, type TestDatabase } from '#testing';

/** What has been sent and published for an order so far, oldest first. */
export const messagesOf = async (database: TestDatabase, orderId: string): Promise<StoredMessage[]> =>
  (await outboxContent(database)).filter(({ shardKey }) => shardKey === orderId);

export const typesOf = async (database: TestDatabase, orderId: string): Promise<string[]> =>
  (await messagesOf(database, orderId)).map(({ type }) => type);

/** What the inbox says of a message; null where there is nothing to say. */
export async function noteOn({ dataSource }: TestDatabase, messageId: string): Promise<string | null> {
  const rows: { outcome: string | null }[] = await dataSource.query(
    'SELECT outcome FROM inbox WHERE message_id = $1',
    [messageId],
  );
  return rows[0]?.outcome ?? null;
}
