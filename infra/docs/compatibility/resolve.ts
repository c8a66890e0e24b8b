type Node = Readonly<Record<string, unknown>>;

/** The document with what is referred to in the place of each reference; what stands beside one counts, too. */
export function resolved<Document>(document: Document): Document {
  const at = (ref: string): unknown =>
    ref
      .slice(2)
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce((node: unknown, key) => (node as Node)[key], document);
  const resolve = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(resolve);
    if (typeof node !== 'object' || node === null) return node;
    const { $ref, ...beside } = node as { readonly $ref?: unknown };
    if (typeof $ref !== 'string') return mapValues(node as Node, resolve);
    return merge(resolve(at($ref)) as Node, mapValues(beside, resolve));
  };
  return resolve(document) as Document;
}

const mapValues = (node: object, map: (value: unknown) => unknown): Node =>
  Object.fromEntries(Object.entries(node).map(([key, value]) => [key, map(value)]));

/** Properties that both sides know are narrowed by both. */
function merge(one: Node, other: Node): Node {
  if (!isNode(one.properties) || !isNode(other.properties)) return { ...one, ...other };
  const were = one.properties;
  const narrowed = Object.entries(other.properties).map(([name, narrower]) => [
    name,
    { ...(were[name] as Node | undefined), ...(narrower as Node) },
  ]);
  return { ...one, ...other, properties: { ...were, ...Object.fromEntries(narrowed) } };
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
