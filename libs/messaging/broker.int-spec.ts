import { eventually } from '#testing';
import type { ChannelModel } from 'amqplib';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { connectBroker } from './broker.js';

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
