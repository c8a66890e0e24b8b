import { ConsumerValidated, ValidateConsumerInfo } from '#contracts';
import { answer, type Decide, type Message, type Reception } from '#messaging';
import { outboxMigrations } from '#outbox';
import {
  createTestDatabase,
  martha,
  offlineTransaction,
  outboxContent,
  receivedMessage,
  type TestDatabase,
} from '#testing';
import { randomUUIDv7 } from 'node:crypto';
import { CreateInbox1761000000002 } from './create-inbox.migration.js';
import { Inbox } from './inbox.js';

const migrations = [...outboxMigrations, CreateInbox1761000000002];
const command = (): Message<ValidateConsumerInfo> =>
  receivedMessage(ValidateConsumerInfo, {
    orderId: randomUUIDv7(),
    consumerId: martha,
    orderTotal: 100,
  } as ValidateConsumerInfo);

describe('several messages in one transaction', () => {
  let database: TestDatabase;
  let inbox: Inbox;

  beforeAll(async () => {
    database = await createTestDatabase((url) => ({ type: 'postgres', url, migrations }));
    inbox = new Inbox(offlineTransaction(database, 'consumer'), database.dataSource);
    await database.dataSource.query(
      'CREATE TABLE decisions (message_id uuid, CHECK (message_id IS NOT NULL))',
    );
  });
  beforeEach(() => database.dataSource.query('TRUNCATE inbox, outbox, decisions'));
  afterAll(() => database.drop());

  const decide: Decide = async ({ id, body }, work) => {
    await work.entityManager.query('INSERT INTO decisions VALUES ($1)', [id]);
    work.note(`decided ${id}`);
    return answer(ConsumerValidated, { orderId: (body as ValidateConsumerInfo).orderId });
  };
  /** Locks what no other does. */
  const reception = (does: Decide, message: Message = command()): Reception => ({
    message,
    locks: message.id,
    decide: does,
  });
  const receptionOf = (message: Message): Reception => reception(decide, message);
  /** Locks what all of its kind lock. */
  const writingDown = (name: string, steps: string[]): Reception => ({
    message: command(),
    locks: martha,
    decide: async (_, work) => {
      steps.push(`${name} begins`);
      await work.entityManager.query('SELECT 1');
      steps.push(`${name} ends`);
    },
  });
  const rowsOf = (table: string) =>
    database.dataSource.query(`SELECT *, xmin FROM ${table}`) as Promise<Record<string, unknown>[]>;

  it('commit together, each with its own record, outcome and reply', async () => {
    const messages = [command(), command(), command()];
    expect(await inbox.receive(messages.map(receptionOf))).toEqual(['handled', 'handled', 'handled']);
    const recorded = await rowsOf('inbox');
    expect(recorded).toMatchObject(messages.map(({ id }) => ({ message_id: id, outcome: `decided ${id}` })));
    expect(await outboxContent(database)).toMatchObject(
      messages.map(({ correlationId, body }) => ({ correlationId, body: { orderId: body.orderId } })),
    );
    const sent = await rowsOf('outbox');
    expect(sent.map(({ causation_id }) => causation_id)).toEqual(messages.map(({ id }) => id));
    expect(sent.map(({ stored_at }) => stored_at)).toEqual(recorded.map(({ handled_at }) => handled_at));
    const transactions = [...recorded, ...sent, ...(await rowsOf('decisions'))].map(({ xmin }) => xmin);
    expect(new Set(transactions).size).toBe(1);
  });

  it('leave nothing behind when one of them fails', async () => {
    const poison = reception(() => Promise.reject(new RangeError('out of samosas')));
    const before = [receptionOf(command()), receptionOf(command())];
    await expect(inbox.receive([...before, poison])).rejects.toThrow('out of samosas');
    for (const table of ['inbox', 'outbox', 'decisions']) expect(await rowsOf(table)).toEqual([]);
  });

  it('are handled one after the other where they lock the same', async () => {
    const steps: string[] = [];
    await inbox.receive(['first', 'second'].map((name) => writingDown(name, steps)));
    expect(steps).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('are handled at once where they do not, and wait for each other before they fail', async () => {
    const { promise: failed, reject: fail } = Promise.withResolvers<void>();
    const waits = reception(async (message, work) => {
      await failed.catch(() => {});
      await work.entityManager.query('SELECT 1');
      return decide(message, work);
    });
    const fails = reception(() => (fail(new Error('out of samosas')), failed) as Promise<void>);
    await expect(inbox.receive([waits, fails])).rejects.toThrow('out of samosas');
    expect(await rowsOf('decisions')).toEqual([]);
  });

  it('are handled once each, whether they came before or come twice now', async () => {
    const [known, twice] = [receptionOf(command()), receptionOf(command())];
    await inbox.receive([known]);
    expect(await inbox.receive([twice, known, twice])).toEqual(['handled', 'duplicate', 'duplicate']);
    expect(await rowsOf('decisions')).toHaveLength(2);
  });

  it('leave nothing behind when another instance was first with one of them', async () => {
    const [late, raced] = [receptionOf(command()), receptionOf(command())];
    const meanwhile: Reception = {
      ...raced,
      decide: async (message, work) => {
        await inbox.receive([raced]);
        return decide(message, work);
      },
    };
    await expect(inbox.receive([late, meanwhile])).rejects.toThrow('inbox_pkey');
    expect(await rowsOf('decisions')).toMatchObject([{ message_id: raced.message.id }]);
    expect(await inbox.receive([raced])).toEqual(['duplicate']);
  });

  describe('of several subscriptions', () => {
    /** A transaction is under way until it is called. */
    const occupy = async (): Promise<() => void> => {
      const { promise, resolve } = Promise.withResolvers<void>();
      await new Promise<void>((begun) => {
        void inbox.receive([reception(() => (begun(), promise))]);
      });
      return resolve;
    };
    const transactions = async () => new Set((await rowsOf('decisions')).map(({ xmin }) => xmin));

    it('share the next transaction, each with its own outcomes', async () => {
      const [known, fresh, another] = [
        receptionOf(command()),
        receptionOf(command()),
        receptionOf(command()),
      ];
      await inbox.receive([known]);
      await database.dataSource.query('TRUNCATE decisions');
      const goOn = await occupy();
      const received = Promise.all([inbox.receive([fresh, known]), inbox.receive([another])]);
      goOn();
      expect(await received).toEqual([['handled', 'duplicate'], ['handled']]);
      expect((await transactions()).size).toBe(1);
    });

    it('fail alone, and the others as if they had been alone', async () => {
      const goOn = await occupy();
      const poison = reception(() => Promise.reject(new RangeError('out of samosas')));
      const [failing, ...others] = [[poison], [receptionOf(command())], [receptionOf(command())]].map(
        (batch) => inbox.receive(batch),
      );
      goOn();
      await expect(failing).rejects.toThrow('out of samosas');
      expect(await Promise.all(others)).toEqual([['handled'], ['handled']]);
      expect((await transactions()).size).toBe(2);
    });

    it('stand in one line where they lock the same', async () => {
      const steps: string[] = [];
      const goOn = await occupy();
      const received = Promise.all(
        ['first', 'second'].map((name) => inbox.receive([writingDown(name, steps)])),
      );
      goOn();
      await received;
      expect(steps).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
    });
  });
});
