import type { Attempt } from '#testing';
import type { LocalInfrastructure } from '../../infra/local/index.js';

export const services = ['order', 'consumer', 'restaurant'] as const;
export type Service = (typeof services)[number];

/** A system that takes orders over `POST /orders`, by four processes: gateway, order, consumer, restaurant. */
export interface Subject {
  readonly name: string;
  /** Starts it on servers that run, and that nobody else uses. */
  start(servers: LocalInfrastructure): Promise<RunningSubject>;
}

/** What does not add up, and how often; nothing where all counts are 0. */
export type Findings = Readonly<Record<string, number>>;

export interface RunningSubject {
  readonly url: string;
  /** What a request has to bring along. */
  readonly headers: Readonly<Record<string, string>>;
  /** They may order as much as they like. */
  readonly consumerIds: readonly string[];
  /** From the launch of the four processes until all were ready. */
  readonly startMs: number;
  /** As the administrator. */
  readonly databaseUrl: (service: Service) => string;
  /** Stops those who validate: orders are taken, and wait. */
  stopParticipants(): Promise<void>;
  startParticipants(): Promise<void>;
  /** Compares what clients were told with what is stored, once it is quiet. */
  audit(attempts: readonly Attempt[]): Promise<Findings>;
  stop(): Promise<void>;
}

export const isClean = (findings: Findings): boolean => Object.values(findings).every((count) => count === 0);

/** The address of a database for the administrator of its server. */
export const asAdministrator = (servers: LocalInfrastructure, database: string): string =>
  Object.assign(new URL(servers.databaseAdminUrl), { pathname: `/${database}` }).href;
