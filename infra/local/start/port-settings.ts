import { portFromEnvironment, type PortSetting } from '../servers/ports.js';

const setting = (variable: string, fallback: number): PortSetting => ({
  variable,
  port: portFromEnvironment(variable, fallback),
});

/** The ports of `npm start` and the variables that move them. */
export const servicePorts = () => ({
  'api-gateway': setting('GATEWAY_PORT', 8080),
  order: setting('ORDER_PORT', 8081),
  consumer: setting('CONSUMER_PORT', 8082),
  restaurant: setting('RESTAURANT_PORT', 8083),
});

export const postgresPorts = () => ({ postgres: setting('POSTGRES_PORT', 25432) });

export const rabbitMqPorts = () => ({
  amqp: setting('AMQP_PORT', 25673),
  management: setting('RABBITMQ_MANAGEMENT_PORT', 25674),
  distribution: setting('RABBITMQ_DISTRIBUTION_PORT', 25675),
  epmd: setting('EPMD_PORT', 25676),
});

/** Those of all that is started: servers that the environment names have ports of their own. */
export const portsInNeed = ({ DATABASE_URL, AMQP_URL } = process.env): readonly PortSetting[] => [
  ...Object.values(servicePorts()),
  ...(DATABASE_URL ? [] : Object.values(postgresPorts())),
  ...(AMQP_URL ? [] : Object.values(rabbitMqPorts())),
];

export const numbersOf = <Name extends string>(settings: Record<Name, PortSetting>): Record<Name, number> =>
  Object.fromEntries(Object.entries<PortSetting>(settings).map(([name, { port }]) => [name, port])) as Record<
    Name,
    number
  >;
