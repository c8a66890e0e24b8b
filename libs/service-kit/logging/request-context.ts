import { AsyncLocalStorage } from 'node:async_hooks';

const requestIds = new AsyncLocalStorage<string | undefined>();

/** Runs the work as part of that request: every line that it logs, now or later, carries the id. */
export const withinRequest = <Result>(requestId: string | undefined, work: () => Result): Result =>
  requestIds.run(requestId, work);

/** The id of the request that is being worked on, here or in the service that sent the message. */
export const currentRequestId = (): string | undefined => requestIds.getStore();
