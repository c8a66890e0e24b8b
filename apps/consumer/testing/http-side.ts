import { AuthModule, createHttpApp, type Role } from '#service-kit';
import { offlineTransaction, type TestDatabase } from '#testing';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Consumers } from '../application/consumers.js';
import { RegisterConsumer } from '../application/register-consumer.use-case.js';
import { SuspendConsumer } from '../application/suspend-consumer.use-case.js';
import { ConsumersController } from '../http/consumers.controller.js';
import { problemTable } from '../http/problem-table.js';
import { TypeOrmConsumers } from '../persistence/typeorm-consumers.js';

const issuer = 'http://issuer.example';
const audience = 'order-saga';

export interface HttpSide {
  readonly app: NestFastifyApplication;
  /** The Authorization header of somebody in this role, acting as this party. */
  bearer(role: Role, partyId?: string): Promise<string>;
}

/** The Consumer Service from HTTP inwards: guards, controller, use cases, database; only the broker is missing. */
export async function httpSide(database: TestDatabase): Promise<HttpSide> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const localJwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256' }] };
  const app = await createHttpApp(testModule(database, AuthModule.forRoot({ issuer, audience, localJwks })), {
    logger: false,
    problemTable,
  });
  return {
    app: await app.init(),
    bearer: async (role, partyId) => {
      const token = new SignJWT({ role, party_id: partyId, sub: role, iss: issuer, aud: audience })
        .setProtectedHeader({ alg: 'ES256', kid: 'test' })
        .setExpirationTime('1h');
      return `Bearer ${await token.sign(privateKey)}`;
    },
  };
}

function testModule(database: TestDatabase, auth: ReturnType<typeof AuthModule.forRoot>) {
  const transaction = offlineTransaction(database, 'consumer');
  const consumers = new TypeOrmConsumers(database.dataSource);
  @Module({
    imports: [auth],
    controllers: [ConsumersController],
    providers: [
      { provide: Consumers, useValue: consumers },
      { provide: RegisterConsumer, useValue: new RegisterConsumer(transaction, consumers) },
      { provide: SuspendConsumer, useValue: new SuspendConsumer(transaction, consumers) },
    ],
  })
  class ConsumersHttpModule {}
  return ConsumersHttpModule;
}
