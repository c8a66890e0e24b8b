/** The calls by which a connection comes to be: what fails in one of them has sent nothing yet. */
const BEFORE_SENDING = ['getaddrinfo', 'connect'];
const CONNECT_TIMEOUT = 'UND_ERR_CONNECT_TIMEOUT';

interface Failure {
  readonly code?: string;
  readonly syscall?: string;
  /** A name with several addresses has failed at each of them. */
  readonly errors?: readonly unknown[];
}

/** Whether a request surely did not reach its server; of all else nobody knows. */
export function neverSent(error: unknown): boolean {
  const { code, syscall = '', errors = [] } = (error ?? {}) as Failure;
  if (errors.length > 0) return errors.every(neverSent);
  return code === CONNECT_TIMEOUT || BEFORE_SENDING.includes(syscall);
}
