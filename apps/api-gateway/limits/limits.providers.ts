import { provide } from '#service-kit';
import type { Provider } from '@nestjs/common';
import { APP_INTERCEPTOR, HttpAdapterHost } from '@nestjs/core';
import { AddressLimit } from './address-limit.js';
import { CallerLimit } from './caller-limit.interceptor.js';
import type { LimitsConfig } from './limits.config.js';
import { LoginLimit } from './login-limit.js';
import { RateLimit } from './rate-limit.js';
import { WaitingRoom, type Places } from './waiting-room.js';

const LOGIN_WINDOW_S = 60;

/** The limits of callers and addresses, each counted by this instance alone. */
export function limits(config: LimitsConfig): Provider[] {
  const windowS = config.RATE_LIMIT_WINDOW_S;
  const addressLimits = {
    all: new RateLimit({ name: 'address', requests: config.RATE_LIMIT_ADDRESS, windowS }),
    login: new RateLimit({ name: 'login', requests: config.RATE_LIMIT_LOGIN, windowS: LOGIN_WINDOW_S }),
  };
  const usernameLimit = new RateLimit({
    name: 'username',
    requests: config.RATE_LIMIT_LOGIN,
    windowS: LOGIN_WINDOW_S,
  });
  const callerLimit = new RateLimit({ name: 'caller', requests: config.RATE_LIMIT_CALLER, windowS });
  return [
    provide(AddressLimit, [HttpAdapterHost, addressLimits]),
    { provide: APP_INTERCEPTOR, useFactory: () => new CallerLimit(callerLimit) },
    provide(LoginLimit, [usernameLimit]),
    provide(WaitingRoom, [placesOf(config)]),
  ];
}

/** Half of the connections are left to requests that do not wait. */
const placesOf = (config: LimitsConfig): Places => ({
  perCaller: config.MAX_WAITING_PER_CALLER,
  streams: Math.ceil(config.MAX_CONNECTIONS / 2),
});
