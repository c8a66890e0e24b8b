import { loadConfig, runService } from '#service-kit';
import { signingKey } from './auth/signing-key.js';
import { GatewayConfig } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';

await runService('api-gateway', async () => {
  const config = loadConfig(GatewayConfig);
  return {
    module: GatewayModule.forRoot(config, await signingKey(config.AUTH_SIGNING_KEY)),
    host: config.HOST,
    port: config.PORT,
    logLevel: config.LOG_LEVEL,
    drainMs: config.DRAIN_MS,
  };
});
