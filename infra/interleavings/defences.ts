import { Inbox } from '#inbox';
import type { Reception, UnitOfWork } from '#messaging';
import { HandDelivery } from '#messaging/testing';
import { SagaManager } from '#saga';
import { randomUUIDv7 } from 'node:crypto';
import type { ClientBase, QueryConfig } from 'pg';
import type { EntityManager } from 'typeorm';
import { SqlReservations } from '../../apps/consumer/persistence/sql-reservations.js';
import { TypeOrmConsumers } from '../../apps/consumer/persistence/typeorm-consumers.js';
import { TypeOrmOrders } from '../../apps/order/persistence/typeorm-orders.js';
import { createOrderSaga } from '../../apps/order/saga/create-order.saga.js';
import { OpenTicket } from '../../apps/restaurant/application/open-ticket.use-case.js';

/** Something that keeps the books in agreement, and a way to do without it. */
export interface Defence {
  readonly defence: string;
  /** Lasts until jest restores all mocks. */
  readonly switchOff: () => void;
  /** The disagreement that comes of it. */
  readonly harm: RegExp;
}

export const defences: readonly Defence[] = [
  {
    defence: 'duplicates are detected',
    harm: /not so|set aside/,
    switchOff: () => {
      const { receive } = Inbox.prototype;
      jest.spyOn(Inbox.prototype, 'receive').mockImplementation(function (this: Inbox, receptions) {
        return receive.call(this, renamed(receptions));
      });
    },
  },
  {
    defence: 'a delivery is acknowledged after its commit',
    harm: /it has no ticket|credit is held|not at an end/,
    switchOff: () => {
      const { deliver } = HandDelivery.prototype;
      jest.spyOn(HandDelivery.prototype, 'deliver').mockImplementation(async function (
        this: HandDelivery,
        ...delivery
      ) {
        await deliver.apply(this, delivery);
        return true;
      });
    },
  },
  {
    defence: 'a release leaves a tombstone',
    harm: /credit is held 1 times/,
    switchOff: () => {
      jest.spyOn(SqlReservations.prototype, 'leaveTombstone').mockResolvedValue();
    },
  },
  {
    defence: 'a deadline compensates',
    harm: /credit is held 1 times/,
    switchOff: () => {
      const { abandon } = SagaManager.prototype;
      jest.spyOn(SagaManager.prototype, 'abandon').mockImplementation(function (
        this: SagaManager<unknown>,
        work,
        shardKey,
        reason,
      ) {
        const mute: UnitOfWork = Object.assign(Object.create(work) as UnitOfWork, { send: () => {} });
        return abandon.call(this, reason === createOrderSaga.deadlineReason ? mute : work, shardKey, reason);
      });
    },
  },
  {
    defence: 'a saga that has ended takes no reply',
    harm: /TransitionNotAllowed|not so/,
    switchOff: () => {
      const { onReply } = SagaManager.prototype;
      jest.spyOn(SagaManager.prototype, 'onReply').mockImplementation(async function (
        this: SagaManager<unknown>,
        work,
        shardKey,
        reply,
      ) {
        const revive = `UPDATE sagas SET status = 'RUNNING', reason = NULL WHERE saga_id = $1`;
        await work.entityManager.query(revive, [reply.correlationId]);
        return onReply.call(this, work, shardKey, reply);
      });
    },
  },
  {
    defence: 'a cancelled ticket is not opened',
    harm: /it has a ticket/,
    switchOff: () => {
      const { execute } = OpenTicket.prototype;
      jest.spyOn(OpenTicket.prototype, 'execute').mockImplementation(async function (
        this: OpenTicket,
        work,
        order,
      ) {
        const forget = `DELETE FROM tickets WHERE order_id = $1 AND state = 'CANCELLED'`;
        await work.entityManager.query(forget, [order.orderId]);
        return execute.call(this, work, order);
      });
    },
  },
  {
    defence: 'an order is locked',
    harm: /./,
    switchOff: () => {
      const { lock } = TypeOrmOrders.prototype;
      jest.spyOn(TypeOrmOrders.prototype, 'lock').mockImplementation(function (
        this: TypeOrmOrders,
        work,
        orderId,
      ) {
        return lock.call(this, withoutLocks(work), orderId);
      });
    },
  },
  {
    defence: 'a consumer is locked',
    harm: /./,
    switchOff: () => {
      const { lock } = TypeOrmConsumers.prototype;
      jest.spyOn(TypeOrmConsumers.prototype, 'lock').mockImplementation(function (
        this: TypeOrmConsumers,
        work,
        consumerId,
      ) {
        return lock.call(this, withoutLocks(work), consumerId);
      });
    },
  },
];

function withoutLocks(work: UnitOfWork): UnitOfWork {
  const connect = async () => {
    const client = (await work.entityManager.queryRunner?.connect()) as ClientBase;
    const query = ({ text, values }: QueryConfig) => client.query(text.replace('FOR UPDATE', ''), values);
    return { query };
  };
  const entityManager = Object.assign(Object.create(work.entityManager) as EntityManager, {
    queryRunner: { connect },
  });
  return Object.assign(Object.create(work) as UnitOfWork, { entityManager });
}

/** The same messages under new ids, so that nobody knows them again. */
const renamed = (receptions: readonly Reception[]): Reception[] =>
  receptions.map(({ message, ...reception }) => ({
    ...reception,
    message: { ...message, id: randomUUIDv7() },
  }));
