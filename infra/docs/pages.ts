import { topologyDefaults } from '#messaging';
import { transitions as orderTransitions } from '../../apps/order/domain/order-state.js';
import { cancelOrderSaga } from '../../apps/order/saga/cancel-order.saga.js';
import { createOrderSaga } from '../../apps/order/saga/create-order.saga.js';
import { transitions as ticketTransitions } from '../../apps/restaurant/domain/ticket-state.js';
import { eventTable, sagaTable } from './conversations.js';
import { moduleGraph } from './module-graph.js';
import { problemTable, rejectionTable } from './problem-tables.js';
import type { Section } from './sections.js';
import { stateDiagram } from './state-diagram.js';
import { topologyDiagram } from './topology-diagram.js';
import { channelTable, queueTable } from './topology.js';

export interface Page {
  /** From the project's folder. */
  readonly path: string;
  readonly sections: readonly Section[];
}

/** The pages that know things from the code. */
export const pages = async (): Promise<readonly Page[]> => [
  {
    path: 'docs/architecture.md',
    sections: [
      { name: 'order states', content: stateDiagram(orderTransitions, 'PENDING') },
      { name: 'ticket states', content: stateDiagram(ticketTransitions, 'OPEN') },
      { name: 'create-order saga', content: sagaTable(createOrderSaga) },
      { name: 'cancel-order saga', content: sagaTable(cancelOrderSaga) },
      { name: 'events', content: eventTable() },
      { name: 'channels', content: channelTable(topologyDefaults) },
      { name: 'channel diagram', content: topologyDiagram(topologyDefaults) },
      { name: 'queue arguments', content: await queueTable(topologyDefaults) },
      { name: 'modules', content: moduleGraph() },
    ],
  },
  {
    path: 'docs/rest-api.md',
    sections: [
      { name: 'problems', content: problemTable() },
      { name: 'rejections', content: rejectionTable() },
    ],
  },
];
