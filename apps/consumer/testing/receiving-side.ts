import { OncePerKey } from '#idempotency';
import { ReleaseConsumerCredit, ValidateConsumerInfo, type Body, type Command } from '#contracts';
import { Inbox } from '#inbox';
import type { Decide, Message } from '#messaging';
import { offlineTransaction, receivedMessage, type TestDatabase } from '#testing';
import { RegisterConsumer } from '../application/register-consumer.use-case.js';
import { ReleaseCredit } from '../application/release-credit.use-case.js';
import { ReserveCredit } from '../application/reserve-credit.use-case.js';
import { SuspendConsumer } from '../application/suspend-consumer.use-case.js';
import { ReleaseConsumerCreditHandler } from '../messaging/release-consumer-credit.handler.js';
import { ValidateConsumerInfoHandler } from '../messaging/validate-consumer-info.handler.js';
import { SqlReservations } from '../persistence/sql-reservations.js';
import { TypeOrmConsumers } from '../persistence/typeorm-consumers.js';

/** The Consumer Service from the subscription inwards: inbox, handlers, database; only the broker is missing. */
export function receivingSide(database: TestDatabase) {
  const { dataSource } = database;
  const transaction = offlineTransaction(database, 'consumer');
  const inbox = new Inbox(transaction, dataSource);
  const consumers = new TypeOrmConsumers(dataSource);
  const reservations = new SqlReservations();
  const onValidate = new ValidateConsumerInfoHandler(new ReserveCredit(consumers, reservations));
  const onRelease = new ReleaseConsumerCreditHandler(new ReleaseCredit(consumers, reservations));
  const receive = (message: Message<{ readonly consumerId: string }>, decide: Decide) =>
    inbox.receive([{ message, decide, locks: message.body.consumerId }]);
  return {
    register: new RegisterConsumer(new OncePerKey(transaction), consumers),
    suspend: new SuspendConsumer(transaction, consumers),
    /** Delivers a command; the same message again, when it is given one. */
    validate: async (message: Message<ValidateConsumerInfo>): Promise<void> => {
      await receive(message, onValidate.validate.bind(onValidate) as Decide);
    },
    release: async (message: Message<ReleaseConsumerCredit>): Promise<void> => {
      await receive(message, onRelease.release.bind(onRelease) as Decide);
    },
  };
}

/** A command about an order, as the Order Service sends it; every call makes a new message. */
export const commandOf = <C extends Command>(
  command: C,
  body: Body<C> & { readonly orderId: string },
): Message<Body<C>> => receivedMessage(command, body, { shardKey: body.orderId });
