/** A list of RabbitMQ's management API: unlike rabbitmqctl, it needs no way from every node back to the asker. */
export async function readManagement<Row>(
  { managementUrl }: { readonly managementUrl: string },
  path: string,
): Promise<Row[]> {
  const { origin, username, password } = new URL(managementUrl);
  const headers = { authorization: `Basic ${btoa(`${username}:${password}`)}` };
  const response = await fetch(new URL(path, origin), { headers });
  if (!response.ok) throw new Error(`RabbitMQ's management answered GET ${path} with ${response.status}`);
  return (await response.json()) as Row[];
}
