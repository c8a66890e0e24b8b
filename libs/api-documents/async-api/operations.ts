import { conversations, events, type Contract, type Conversation } from '#contracts';
import { channels, EVENTS, mustBeRouted, replyChannels, type Channel } from '#messaging/topology';
import { eventChannelId } from './channels.js';
import { refTo } from './messages.js';

type Operations = Readonly<Record<string, object>>;

/** Who receives which command, publishes which event, and hears which. Replies belong to their commands. */
export const operations = (): Operations => ({
  ...Object.fromEntries(conversations.map(receiveCommand)),
  ...Object.fromEntries(events.map(publishEvent)),
  ...Object.fromEntries(
    channels.flatMap((channel) => channel.subscribesTo.map((event) => hearEvent(channel, event))),
  ),
});

type Operation = readonly [string, object];

function receiveCommand({ command, replies }: Conversation): Operation {
  const owner = channels.find(({ name }) => name === command.channel)?.owner ?? '';
  const operation = receive(owner, command.channel, command, 'carries out');
  return [
    `${owner}.receives.${command.type}`,
    replies.length > 0 ? { ...operation, reply: replyOf(replies) } : operation,
  ];
}

const [replyChannel = ''] = replyChannels;

const replyOf = (replies: readonly Contract[]): object => ({
  address: {
    location: '$message.header#/replyTo',
    description: 'The channel that the command names in the AMQP property `reply_to`',
  },
  channel: refTo('channels', replyChannel),
  messages: replies.map(({ type }) => refTo('channels', replyChannel, 'messages', type)),
});

const publishEvent = (event: (typeof events)[number]): Operation => [
  `${event.publisher}.publishes.${event.type}`,
  {
    action: 'send',
    channel: refTo('channels', eventChannelId(event)),
    summary: `The ${event.publisher} service publishes ${event.type}`,
    tags: [{ name: event.publisher }],
    messages: [refTo('channels', eventChannelId(event), 'messages', event.type)],
    bindings: {
      amqp: { deliveryMode: 2, mandatory: mustBeRouted(EVENTS, event.type), bindingVersion: '0.3.0' },
    },
  },
];

const hearEvent = ({ name, owner }: Channel, event: Contract): Operation => [
  `${owner}.hears.${event.type}`,
  receive(owner, name, event, 'hears'),
];

const receive = (owner: string, channel: string, { type }: Contract, does: string): object => ({
  action: 'receive',
  channel: refTo('channels', channel),
  summary: `The ${owner} service ${does} ${type}`,
  tags: [{ name: owner }],
  messages: [refTo('channels', channel, 'messages', type)],
  bindings: { amqp: { ack: true, bindingVersion: '0.3.0' } },
});
