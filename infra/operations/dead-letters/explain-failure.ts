import { GatewayRefusal } from '#gateway-client';

/** What went wrong, and what to do about it, in one sentence. */
export function explainFailure(error: unknown, gatewayUrl: string): string {
  if (error instanceof GatewayRefusal) return refusal(error);
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError') return `The gateway at ${gatewayUrl} did not answer in time.`;
  if (message !== 'fetch failed') return message;
  const { code, message: reason } = (cause ?? {}) as { readonly code?: string; readonly message?: string };
  return `The gateway at ${gatewayUrl} is not there (${code ?? reason}): start the system, or set GATEWAY_URL.`;
}

function refusal({ status, body, message }: GatewayRefusal): string {
  if (status === 401)
    return 'The gateway did not log the operator in: set OPERATOR_USERNAME and OPERATOR_PASSWORD. With DEMO=off there is no demo operator.';
  if (status === 403)
    return 'Dead letters are for operators only: set OPERATOR_USERNAME and OPERATOR_PASSWORD.';
  const { detail } = (body ?? {}) as { readonly detail?: string };
  return detail ?? message;
}
