/** How the services' own address of a server comes from its real one. */
export interface Detours {
  readonly database: (url: string) => string;
  readonly amqp: (url: string) => string;
}

const straight = (url: string): string => url;

export const noDetour: Detours = { database: straight, amqp: straight };
