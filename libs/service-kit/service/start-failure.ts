import { ConfigError } from '../config/load-config.js';

interface SystemError extends Error {
  readonly code?: string;
  readonly port?: number;
  readonly address?: string;
  readonly errors?: readonly Error[];
}

/** Why a service did not start, in one sentence for whoever started it. */
export function startFailure(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, port, address, message, errors = [] } = error as SystemError;
  if (code === 'EADDRINUSE') return `Port ${port} of ${address} is in use: set PORT to a free one.`;
  if (code === 'EACCES' && port) return `Port ${port} needs privileges: set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `The service could not start: ${message} (see HOST and the URLs of its configuration).`;
  const reason = message || errors.map((each) => each.message).join('; ') || String(error);
  return `The service could not start: ${reason}`;
}
