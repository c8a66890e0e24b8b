import type { GatewayClient } from '#gateway-client';

interface Page {
  readonly nextCursor?: string;
}

/** All pages of a list, from the first one on; `path` has a query. Rejects when they go round in circles. */
export async function pagesOf<P extends Page>(client: GatewayClient, path: string): Promise<P[]> {
  const pages: P[] = [];
  const cursors = new Set<string>();
  let cursor = '';
  for (;;) {
    const page: P = await client.get<P>(`${path}${cursor}`);
    pages.push(page);
    if (page.nextCursor === undefined) return pages;
    if (cursors.has(page.nextCursor)) throw new Error(`${path} comes back to ${page.nextCursor}`);
    cursors.add(page.nextCursor);
    cursor = `&cursor=${page.nextCursor}`;
  }
}
