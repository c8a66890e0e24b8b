import { loadConfig } from '#service-kit';
import { ProvisionConfig } from './provision.config.js';

const database = (user: string): string => `postgres://${user}:secret@localhost/anything`;
const broker = (user: string): string => `amqp://${user}:secret@localhost/anything`;

const variables = {
  DATABASE_ADMIN_URL: database('postgres'),
  AMQP_ADMIN_URL: broker('guest'),
  AMQP_MANAGEMENT_URL: 'http://manager:secret@localhost:15672',
  ORDER_DATABASE_URL: database('order'),
  CONSUMER_DATABASE_URL: database('consumer'),
  RESTAURANT_DATABASE_URL: database('restaurant'),
  ORDER_AMQP_URL: broker('order'),
  CONSUMER_AMQP_URL: broker('consumer'),
  RESTAURANT_AMQP_URL: broker('restaurant'),
};

describe('the accounts that provisioning makes', () => {
  it('are refused where they are an administrator’s, who would lose his rights, or another service’s', () => {
    const refused = [
      ['ORDER_DATABASE_URL', database('postgres'), 'DATABASE_ADMIN_URL'],
      ['CONSUMER_AMQP_URL', broker('guest'), 'AMQP_ADMIN_URL'],
      ['CONSUMER_AMQP_URL', broker('manager'), 'AMQP_MANAGEMENT_URL'],
      ['CONSUMER_AMQP_URL', broker('order'), 'ORDER_AMQP_URL'],
    ] as const;
    for (const [name, address, other] of refused)
      expect(() => loadConfig(ProvisionConfig, { ...variables, [name]: address })).toThrow(
        `${name} must name another user than ${other}`,
      );
  });

  it('are taken otherwise; without its management, the broker’s users are the operator’s affair', () => {
    expect(() => loadConfig(ProvisionConfig, variables)).not.toThrow();
    const unmanaged = { ...variables, AMQP_MANAGEMENT_URL: '', ORDER_AMQP_URL: broker('guest') };
    expect(() => loadConfig(ProvisionConfig, unmanaged)).not.toThrow();
  });
});
