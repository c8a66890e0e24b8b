import { interfaceVersions } from '#contracts';
import { routes, type Route, type Tag } from '#contracts/rest';
import { JsonSchemas } from '../json-schemas.js';
import { operationOf } from './operation.js';

const DESCRIPTION = `The gateway to the order, the consumer and the restaurant service.

Log in by \`POST /auth/token\`, and send the token as \`Authorization: Bearer\`. Amounts are text with two decimals,
times are RFC 3339. Every error is a problem (RFC 9457) whose \`type\` says its kind. Requests are taken exactly: a
field that is not known here is refused. Answers may get more fields at any time: ignore those that you do not know.`;

const tags: Readonly<Record<Tag, string>> = {
  orders: 'What consumers order, and what becomes of it',
  consumers: 'Who orders, with which credit',
  restaurants: 'Who cooks, and what it costs',
  tickets: "The kitchen's side of an order",
  operation: 'For those who keep the system running',
  tokens: 'Log-in, and the keys behind the tokens',
  documents: 'These documents',
};

/** What the gateway offers over HTTP, as an OpenAPI 3.1 document, from the table of its routes. */
export function openApiDocument(table: readonly Route[] = routes): object {
  const schemas = new JsonSchemas('draft-2020-12');
  const paths = Map.groupBy(table, ({ path }) => path);
  const pathItems = [...paths].map(([path, routesOfPath]) => [path, pathItemOf(routesOfPath, schemas)]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Order Saga',
      version: interfaceVersions.rest,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'The gateway that serves this document' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    security: [{ bearer: [] }],
    paths: Object.fromEntries(pathItems) as object,
    components: {
      schemas: schemas.named,
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

const pathItemOf = (table: readonly Route[], schemas: JsonSchemas): object =>
  Object.fromEntries(table.map((route) => [route.method.toLowerCase(), operationOf(route, schemas)]));
