import type { ServiceName } from '#contracts';

export type App = ServiceName | 'api-gateway';

export const participants = ['order', 'consumer', 'restaurant'] as const satisfies readonly ServiceName[];
export const apps = [...participants, 'api-gateway'] as const satisfies readonly App[];

export type AppPorts = Readonly<Record<App, number>>;
