import { capLog, losesSlot } from '../harness/lost-slot.js';
import { FaultBed } from '../harness/fault-bed.js';
import { sabotaged } from '../harness/sabotaged.js';
import { rebind } from '../harness/topology.js';
import { ordersWait, type Mutant } from './mutant.js';

export const sending: readonly Mutant[] = [
  {
    row: 4,
    sabotage: { mutation: 'skip-refused', disturbances: { 'publish-throws': 7 } },
    finds: ['lost', 'stuck'],
  },
  {
    row: 7,
    sabotage: { mutation: 'no-confirms' },
    fault: (bed) => ({
      strike: async () => {
        // So that some of what is written to it gets no further.
        bed.servers.rabbitmq.signal('SIGSTOP');
        await ordersWait(bed);
        await bed.servers.rabbitmq.kill();
      },
      lift: () => bed.servers.rabbitmq.start(),
    }),
    finds: ['lost', 'stuck'],
  },
  {
    row: 9,
    sabotage: { mutation: 'id-above-last', disturbances: { 'late-commits': 300 } },
    finds: ['lost', 'stuck'],
  },
  {
    row: 10,
    sabotage: { mutation: 'any-shard' },
    fault: ({ system }) => ({
      strike: () =>
        system.services.consumer.restart(
          sabotaged({ mutation: 'any-shard', disturbances: { 'slow-handling': 250 } }),
        ),
    }),
    finds: ['reordered'],
  },
  {
    row: 14,
    sabotage: { mutation: 'not-mandatory' },
    fault: (bed) => ({
      strike: async () => {
        await rebind(bed.stores, 'consumer.commands', 'unbindQueue');
        await ordersWait(bed);
      },
      lift: () => rebind(bed.stores, 'consumer.commands', 'bindQueue'),
    }),
    finds: ['lost', 'stuck'],
  },
  {
    row: 17,
    sabotage: { mutation: 'log-alone' },
    env: { OUTBOX_RELAY: 'log-tailing' },
    start: async (options) => {
      const bed = await FaultBed.start(options);
      await capLog(bed);
      return bed;
    },
    fault: losesSlot,
    finds: ['lost', 'stuck'],
  },
  {
    row: 18,
    sabotage: { mutation: 'deaf-to-relief' },
    fault: (bed) => ({
      strike: async () => {
        await bed.servers.rabbitmq.control('set_vm_memory_high_watermark', '0');
        await ordersWait(bed);
      },
      lift: () => bed.servers.rabbitmq.control('set_vm_memory_high_watermark', '0.4'),
    }),
    finds: ['lost', 'stuck'],
  },
];
