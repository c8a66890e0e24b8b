import { loadConfig } from '#service-kit';
import { provision } from './provision.js';
import { ProvisionConfig } from './provision.config.js';

try {
  await provision(loadConfig(ProvisionConfig), console.log);
  console.log('provisioned');
} catch (error) {
  console.error(`Provisioning failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
