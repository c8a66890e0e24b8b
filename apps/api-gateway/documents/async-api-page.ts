import { fieldTable, type FieldSchema, type NamedSchemas } from './field-table.js';
import { html, page, prose, type Html } from './html.js';

interface Message {
  readonly name: string;
  readonly summary: string;
  readonly payload: FieldSchema;
  readonly examples: readonly { readonly payload: unknown }[];
}

interface Channel {
  readonly title: string;
  readonly summary: string;
  readonly description?: string;
  readonly address: string;
  readonly messages: Readonly<Record<string, unknown>>;
  readonly bindings: {
    readonly amqp: { readonly exchange?: { readonly name: string; readonly type: string } };
  };
}

interface Operation {
  readonly summary: string;
  readonly messages: readonly { readonly $ref: string }[];
  readonly reply?: { readonly messages: readonly { readonly $ref: string }[] };
}

interface AsyncApi {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly channels: Readonly<Record<string, Channel>>;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly components: {
    readonly messages: Readonly<Record<string, Message>>;
    readonly schemas: NamedSchemas;
  };
}

/** The AsyncAPI document for people: plain HTML, made here, because the usual viewer would bring along 120 MB. */
export function asyncApiPage(document: object): string {
  const { info, channels, operations, components } = document as AsyncApi;
  const { Envelope: envelope = {}, ...named } = components.schemas;
  const body = html`<h1>${info.title}: messages <small>${info.version}</small></h1>
    ${prose(info.description)}
    <p><a href="/asyncapi.json">The AsyncAPI document</a> · <a href="/docs">The HTTP interface</a></p>
    <h2>Channels</h2>
    ${Object.values(channels).map(channelSection)}
    <h2>Who does what</h2>
    <table>
      ${Object.values(operations).map(operationRow)}
    </table>
    <h2>Envelope</h2>
    <p>AMQP properties, and headers, whose names have hyphens.</p>
    ${fieldTable(envelope, named)}
    <h2>Messages</h2>
    ${Object.values(components.messages).map((message) => messageArticle(message, named))}`;
  return page(`${info.title}: messages`, 'async-api-page.css', body);
}

const channelSection = ({ title, summary, description, address, messages, bindings }: Channel): Html => {
  const { exchange } = bindings.amqp;
  const where = exchange
    ? html`${exchange.type} exchange <code>${exchange.name}</code>, routing key <code>${address}</code>`
    : html`queue <code>${address}</code>`;
  return html`<article>
    <h3>${title}</h3>
    ${prose(summary)}
    <p>${where}</p>
    ${description ? prose(description) : ''}
    <p>${Object.keys(messages).map(linkTo)}</p>
  </article>`;
};

const linkTo = (name: string): Html => html`<a href="#${name}">${name}</a> `;

const nameIn = ({ $ref }: { readonly $ref: string }): string => $ref.split('/').at(-1) ?? '';

const operationRow = ({ summary, reply }: Operation): Html =>
  html`<tr>
    <td>${summary}</td>
    <td>${reply ? html`answers ${reply.messages.map(nameIn).map(linkTo)}` : ''}</td>
  </tr>`;

const messageArticle = ({ name, summary, payload, examples }: Message, named: NamedSchemas): Html =>
  html`<article id="${name}">
    <h3>${name}</h3>
    ${prose(summary)} ${fieldTable(payload, named)}
    ${examples.map((example) => html`<pre>${JSON.stringify(example.payload, null, 2)}</pre>`)}
  </article>`;
