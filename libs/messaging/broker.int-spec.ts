import { eventually } from '#testing';
import type { ChannelModel } from 'amqplib';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { connectBroker } from './broker.js';
import { Publisher } from './publisher.js';
import { method, ScriptedBroker } from './testing/scripted-broker.js';

const failingOnce = (): (() => Promise<void>) => {
  let failures = 0;
  return async () => {
    if (failures++ === 0) throw new Error('no channels');
  };
};

const url = process.env.TEST_AMQP_ADMIN_URL ?? '';

describe('a connection to the broker', () => {
  it('is made again when it is lost while its channels are opened, though nobody there takes notice', async () => {
    const models: ChannelModel[] = [];
    const connection = await connectBroker(url, 'spec', async (model) => {
      models.push(model);
      if (models.length > 1) return;
      const closed = once(model, 'close');
      await model.close();
      await closed;
    });
    await eventually(() => expect(models).toHaveLength(2));
    await eventually(() => expect(connection.isConnected()).toBe(true));
    await connection.close();
  });

  it('is made again when the broker closes it in the breath in which it opens it', async () => {
    const broker = await ScriptedBroker.start({ [method.openConnection]: 'close' }, 1);
    const connection = await connectBroker(broker.url, 'spec', async () => {});
    await eventually(() => expect(connection.isConnected()).toBe(true));
    expect(broker.connections).toBe(2);
    await connection.close();
    broker.stop();
  });

  it.each([
    ['opens none of its channels', method.openChannel, async () => {}],
    ['does not let it go, when its channels cannot be opened', method.closeConnection, failingOnce()],
  ])('is made again when the broker %s', async (_, mute, setup) => {
    const broker = await ScriptedBroker.start({ [mute]: 'say nothing' }, 1);
    const connection = await connectBroker(`${broker.url}?heartbeat=0`, 'spec', setup, 200);
    await eventually(() => expect(connection.isConnected()).toBe(true));
    expect(broker.connections).toBe(2);
    await connection.close();
    broker.stop();
  });

  it('does not make a publisher ready when the broker closes it in the breath in which it opens a channel', async () => {
    const broker = await ScriptedBroker.start({ [method.selectConfirms]: 'close' });
    const publisher = new Publisher();
    await publisher.start(broker.url, 'spec');
    await eventually(() => expect(broker.connections).toBeGreaterThan(1));
    expect(publisher.isReady()).toBe(false);
    await publisher.close();
    broker.stop();
  });

  it('is made again when a publisher gives it up, though the broker does not let it go', async () => {
    const broker = await ScriptedBroker.start({ [method.closeConnection]: 'say nothing' }, 1);
    const publisher = new Publisher({ confirmTimeoutMs: 50, renewAfterMs: 0 });
    await publisher.start(`${broker.url}?heartbeat=0`, 'spec');
    await eventually(() => expect(publisher.isReady()).toBe(true));
    const message = { exchange: '', routingKey: 'x', content: Buffer.from('x'), properties: {} };
    expect(await publisher.publish(message)).toMatchObject({ confirmed: false });
    await eventually(() => expect(publisher.isReady()).toBe(true));
    expect(broker.connections).toBe(2);
    await publisher.close();
    broker.stop();
  });

  it('is tried again when the broker accepts it and says nothing', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket.on('error', () => {}))).listen(0);
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const connection = await connectBroker(`amqp://127.0.0.1:${port}`, 'spec', async () => {});
    await eventually(() => expect(sockets).toHaveLength(2));
    await connection.close();
    for (const socket of sockets) socket.destroy();
    silent.close();
  });
});
