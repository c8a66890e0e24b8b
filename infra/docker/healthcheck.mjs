// The slim image has no curl: exit code 0 when the service in this container says that it is ready.
import { get } from 'node:http';

const unhealthy = () => process.exit(1);

get({ host: '127.0.0.1', port: process.env.PORT, path: '/health/ready' }, ({ statusCode }) =>
  process.exit(statusCode === 200 ? 0 : 1),
).on('error', unhealthy);
