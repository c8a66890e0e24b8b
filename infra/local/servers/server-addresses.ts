/** The administrators' addresses of the servers that a system runs on. */
export interface ServerAddresses {
  readonly databaseAdminUrl: string;
  readonly amqpAdminUrl: string;
  /** Without it no broker users can be made: the services then use the administrator's. */
  readonly amqpManagementUrl?: string;
}
