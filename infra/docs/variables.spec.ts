import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GatewayConfig } from '../../apps/api-gateway/gateway.config.js';
import { OrderConfig } from '../../apps/order/order.config.js';
import { projectRoot } from '../local/project.js';
import { ProvisionConfig } from '../provision/provision.config.js';

const page = readFileSync(join(projectRoot, 'docs/configuration.md'), 'utf8');

const names = [OrderConfig, GatewayConfig, ProvisionConfig].flatMap(({ shape }) => Object.keys(shape));

describe('the page of the configuration', () => {
  it.each([...new Set(names)])('explains the variable %s', (name) => {
    expect(page).toContain(`\`${name}\``);
  });
});
