import { additive, breaking, compareEntries, type Change } from './change.js';
import { compareSchemas, type Schema } from './compare-schemas.js';
import { resolved } from './resolve.js';

type Named<Value> = Readonly<Record<string, Value>>;

interface Message {
  readonly name: string;
  readonly payload: Schema;
  readonly headers: Schema;
}

interface Channel {
  readonly address: string;
  readonly messages: Named<Message>;
  readonly bindings: unknown;
}

export interface AsyncApi {
  readonly info: { readonly version: string };
  readonly channels: Named<Channel>;
  readonly operations: Named<{ readonly action: string }>;
}

/** What changed for those who send messages to the services or receive them. */
export function compareAsyncApi(before: AsyncApi, after: AsyncApi): readonly Change[] {
  const [was, is] = [resolved(before), resolved(after)];
  return [
    ...compareEntries(was.channels, is.channels, { ...rules, kept: compareChannels }),
    ...compareEntries(was.operations, is.operations, { ...rules, kept: () => [] }),
  ];
}

const rules = {
  gone: (name: string) => [breaking(name, 'is gone')],
  added: (name: string) => [additive(name, 'is new')],
};

const compareChannels = (name: string, before: Channel, after: Channel): readonly Change[] => [
  ...(JSON.stringify([before.address, before.bindings]) === JSON.stringify([after.address, after.bindings])
    ? []
    : [breaking(name, 'has another address')]),
  ...compareEntries(prefixed(name, before.messages), prefixed(name, after.messages), {
    ...rules,
    kept: compareMessages,
  }),
];

const prefixed = (channel: string, messages: Named<Message>): Named<Message> =>
  Object.fromEntries(Object.entries(messages).map(([type, message]) => [`${channel} ${type}`, message]));

/**
 * Receivers ignore what they do not know, and a reader may be older or newer than a writer: a body changes as an
 * answer does, and its envelope as a request.
 */
const compareMessages = (where: string, before: Message, after: Message): readonly Change[] => [
  ...compareSchemas(where, before.payload, after.payload, 'answer'),
  ...(requiresMore(before.payload, after.payload)
    ? [breaking(where, 'older senders do not send what is required')]
    : []),
  ...compareSchemas(`${where} envelope`, before.headers, after.headers, 'request'),
];

const requiresMore = ({ required: were = [] }: Schema, { required: are = [] }: Schema): boolean =>
  are.some((name) => !were.includes(name));
