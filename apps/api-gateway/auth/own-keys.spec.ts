import { createHttpApp } from '#service-kit';
import { ConsoleLogger } from '@nestjs/common';
import { exportPKCS8, generateKeyPair } from 'jose';
import { GatewayConfig } from '../gateway.config.js';
import { GatewayModule } from '../gateway.module.js';
import { trustOf } from './trust.js';

class Warnings extends ConsoleLogger {
  readonly given: unknown[] = [];

  constructor() {
    super({ logLevels: ['warn'] });
  }

  override warn(message: unknown): void {
    this.given.push(message);
  }
}

describe('a gateway that starts', () => {
  const warningsOf = async (env: Readonly<Record<string, string>>): Promise<readonly unknown[]> => {
    const logger = new Warnings();
    const config = GatewayConfig.parse(env);
    const app = await createHttpApp(GatewayModule.forRoot(config, await trustOf(config)), { logger });
    await app.init();
    await app.close();
    return logger.given;
  };

  it('warns that no other believes the tokens that it signs with keys of its own', async () => {
    expect(await warningsOf({ DEMO_IDENTITIES: 'on' })).toEqual([
      expect.stringContaining('give all of them the same AUTH_SIGNING_KEYS'),
    ]);
  });

  it('warns of nothing where keys are given, or the issuer is elsewhere', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const AUTH_SIGNING_KEYS = await exportPKCS8(privateKey);
    expect(await warningsOf({ DEMO_IDENTITIES: 'on', AUTH_SIGNING_KEYS })).toEqual([]);
    expect(await warningsOf({ AUTH_ISSUER: 'https://issuer.example' })).toEqual([]);
  });
});
