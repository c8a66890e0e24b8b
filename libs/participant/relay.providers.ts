import type { ServiceName } from '#contracts';
import { DatabaseSession, LeaderLock, lockClass } from '#coordination';
import { Publisher } from '#messaging';
import {
  BatchPublisher,
  LogTailing,
  noHint,
  PollingPublisher,
  Relay,
  RelayMetrics,
  RelaySignal,
  ReplicationSlot,
  SlotMetrics,
  Transaction,
  type RelayMethod,
} from '#outbox';
import { provide } from '#service-kit';
import type { Provider } from '@nestjs/common';
import { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import type { ParticipantConfig } from './participant-config.js';

/** The transaction that stores messages, and the relay that OUTBOX_RELAY names. */
export const relayProviders = (service: ServiceName, config: ParticipantConfig): Provider[] => [
  provide(LeaderLock, [DatabaseSession, lockClass.relayLeader]),
  provide(BatchPublisher, [config.CHANNEL_SHARDS, DatabaseSession, Publisher]),
  provide(RelayMetrics, [Registry, DataSource, LeaderLock, BatchPublisher]),
  ...(config.OUTBOX_RELAY === 'polling' ? polling(service, config) : logTailing(service, config)),
];

const polling = (service: ServiceName, config: ParticipantConfig): Provider[] => [
  provide(RelaySignal, [DatabaseSession, LeaderLock]),
  provide(Transaction, [DataSource, service, RelaySignal, config.CHANNEL_SHARDS]),
  provide(PollingPublisher, [config.OUTBOX_POLLING_INTERVAL_MS, RelaySignal, BatchPublisher]),
  relayBy(PollingPublisher),
];

const logTailing = (service: ServiceName, config: ParticipantConfig): Provider[] => [
  provide(Transaction, [DataSource, service, noHint, config.CHANNEL_SHARDS]),
  provide(ReplicationSlot, [{ url: config.DATABASE_URL, name: `${service}.log-tailing` }, DatabaseSession]),
  provide(SlotMetrics, [Registry, ReplicationSlot]),
  provide(LogTailing, [config.OUTBOX_POLLING_INTERVAL_MS, ReplicationSlot, DatabaseSession, BatchPublisher]),
  relayBy(LogTailing),
];

const relayBy = (method: new (...parameters: never[]) => RelayMethod): Provider => ({
  provide: Relay,
  useFactory: (used: RelayMethod, session: DatabaseSession, leader: LeaderLock, publisher: Publisher) =>
    new Relay(used, { session, leader }, publisher),
  inject: [method, DatabaseSession, LeaderLock, Publisher],
});
