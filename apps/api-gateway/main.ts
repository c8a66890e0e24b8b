import { loadConfig, runService } from '#service-kit';
import { trustOf } from './auth/trust.js';
import { GatewayConfig } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { edgeOptions } from './limits/limits.config.js';

await runService('api-gateway', async () => {
  const config = loadConfig(GatewayConfig);
  return {
    module: GatewayModule.forRoot(config, await trustOf(config)),
    host: config.HOST,
    port: config.PORT,
    logLevel: config.LOG_LEVEL,
    drainMs: config.DRAIN_MS,
    edge: edgeOptions(config),
  };
});
