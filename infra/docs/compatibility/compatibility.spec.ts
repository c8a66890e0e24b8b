import { asyncApiDocument, openApiDocument } from '#api-documents';
import type { Change } from './change.js';
import { compareAsyncApi, type AsyncApi } from './compare-async-api.js';
import { compareOpenApi, type OpenApi } from './compare-open-api.js';
import { isAtLeast, requiredVersion } from './required-version.js';

const openApi = openApiDocument() as OpenApi;
const asyncApi = asyncApiDocument() as AsyncApi;

type Edit = (text: string) => string;

const replace =
  (before: string, after: string): Edit =>
  (text) => {
    if (!text.includes(before)) throw new Error(`There is no ${before} in the document`);
    return text.replaceAll(before, after);
  };
const edited = <Document>(document: Document, edit: Edit): Document =>
  JSON.parse(edit(JSON.stringify(document))) as Document;

const said = (changes: readonly Change[]): string[] => [
  ...new Set(changes.map(({ impact, where, what }) => `${impact}: ${where} ${what}`)),
];

describe('the comparison of two OpenAPI documents', () => {
  const ORDER = '"rejectionReason":{';
  const PLACE = '"required":["consumerId","restaurantId","deliveryAddress","lineItems","orderTotal"]';

  it('finds nothing where nothing changed', () => {
    expect(compareOpenApi(openApi, openApi)).toEqual([]);
  });

  it.each<[string, Edit, string]>([
    [
      'a route that is gone',
      replace('"/orders/{orderId}/timeline":', '"/x":'),
      'breaking: GET /orders/{orderId}/timeline is gone',
    ],
    [
      'a field that answers lack',
      replace('"rejectionReason":{', '"reason":{'),
      'breaking: GET /orders/{orderId} 200 application/json rejectionReason is gone',
    ],
    [
      'a field that requests need',
      replace(PLACE, PLACE.replace('[', '["deliveryTime",')),
      'breaking: POST /orders application/json deliveryTime has become required',
    ],
    [
      'a field that answers may lack',
      replace('"orderTotal","state","version"', '"state","version"'),
      'breaking: GET /orders/{orderId} 200 application/json orderTotal is optional now',
    ],
    [
      'a state that readers do not know',
      replace('"VALIDATED","REJECTED"', '"VALIDATED","LOST","REJECTED"'),
      'breaking: GET /orders/{orderId} 200 application/json state the value "LOST" is new',
    ],
    [
      'a state that cannot be asked for',
      replace('"VALIDATED","REJECTED"', '"REJECTED"'),
      'breaking: GET /orders query:state the value "VALIDATED" is gone',
    ],
    [
      'a number that became text',
      replace('"version":{"type":"integer"', '"version":{"type":"string"'),
      'breaking: GET /orders/{orderId} 200 application/json version type was "integer" and is "string"',
    ],
    [
      'a bound that is narrower',
      replace('"maximum":1000}', '"maximum":999}'),
      'breaking: POST /orders application/json lineItems [] quantity maximum was 1000 and is 999',
    ],
    [
      'a bound that is wider',
      replace('"maximum":1000}', '"maximum":1001}'),
      'additive: POST /orders application/json lineItems [] quantity maximum was 1000 and is 1001',
    ],
    [
      'a field that answers have',
      replace(ORDER, `"tip":{"type":"string"},${ORDER}`),
      'additive: GET /orders/{orderId} 200 application/json tip is new',
    ],
    [
      'a role that is shut out',
      replace(
        '"x-access":["consumer","operator"],"x-owner":"the consumer"',
        '"x-access":["operator"],"x-owner":"the consumer"',
      ),
      'breaking: GET /consumers/{consumerId} is closed to consumer now',
    ],
    [
      'a state that nobody sees any more',
      replace('"VALIDATED","REJECTED"', '"REJECTED"'),
      'breaking: GET /orders/{orderId} 200 application/json state the value "VALIDATED" is gone',
    ],
    [
      'another kind of problem',
      replace('"/problems/order-not-found"]', '"/problems/order-not-found","/problems/gone"]'),
      'additive: GET /orders/{orderId} 404 application/problem+json type the value "/problems/gone" is new',
    ],
    [
      'a request without a body',
      replace(
        '"requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/MenuRequest"}}}},',
        '',
      ),
      'breaking: PUT /restaurants/{restaurantId}/menu application/json is gone',
    ],
  ])('notices %s', (_, edit, what) => {
    expect(said(compareOpenApi(openApi, edited(openApi, edit)))).toContain(what);
  });

  it('takes a new route for an addition', () => {
    const before = edited(openApi, replace('"/orders/{orderId}/timeline":', '"/x":'));
    expect(said(compareOpenApi(before, openApi))).toContain(
      'additive: GET /orders/{orderId}/timeline is new',
    );
  });
});

describe('the comparison of two AsyncAPI documents', () => {
  it('finds nothing where nothing changed', () => {
    expect(compareAsyncApi(asyncApi, asyncApi)).toEqual([]);
  });

  it.each<[string, Edit, string]>([
    [
      'a message that is gone',
      replace('CancelTicket', 'DropTicket'),
      'breaking: restaurant.commands CancelTicket is gone',
    ],
    [
      'a channel that moved',
      replace('"name":"consumer.commands","type":"direct"', '"name":"consumer","type":"direct"'),
      'breaking: consumer.commands has another address',
    ],
    [
      'a reason that receivers do not know',
      replace('"ADDRESS_NOT_SERVED"]', '"ADDRESS_NOT_SERVED","CLOSED"]'),
      'breaking: order.replies OrderDetailsValidationFailed reason the value "CLOSED" is new',
    ],
    [
      'a header that strangers must send',
      replace('"required":["messageId","type"]', '"required":["messageId","type","appId"]'),
      'breaking: consumer.commands ReleaseConsumerCredit envelope appId has become required',
    ],
    [
      'a field that older senders do not send',
      replace(
        '"required":["orderId","consumerId","orderTotal"]',
        '"required":["orderId","consumerId","orderTotal","tip"]',
      ),
      'breaking: consumer.commands ValidateConsumerInfo older senders do not send what is required',
    ],
  ])('notices %s', (_, edit, what) => {
    expect(said(compareAsyncApi(asyncApi, edited(asyncApi, edit)))).toContain(what);
  });
});

describe('the version that changes demand', () => {
  const changes = (...impacts: readonly Change['impact'][]): Change[] =>
    impacts.map((impact) => ({ impact, where: 'GET /', what: 'is new' }));

  it.each([
    ['0.1.0', changes(), '0.1.0'],
    ['0.1.0', changes('additive'), '0.1.1'],
    ['0.1.4', changes('additive', 'breaking'), '0.2.0'],
    ['1.2.3', changes('additive'), '1.3.0'],
    ['1.2.3', changes('breaking'), '2.0.0'],
  ])('after %s with %j is %s', (released, since, version) => {
    expect(requiredVersion(released, since)).toBe(version);
  });

  it.each([
    ['0.1.1', '0.1.0', true],
    ['0.2.0', '0.1.9', true],
    ['0.1.0', '0.1.0', true],
    ['0.1.9', '0.2.0', false],
    ['1.0.0', '0.10.0', true],
  ])('is reached by %s where it is %s: %s', (version, least, reached) => {
    expect(isAtLeast(version, least)).toBe(reached);
  });
});
