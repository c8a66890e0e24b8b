import { z } from 'zod';
import { ConsumerResponse } from './consumers.js';
import { OrderResponse } from './orders.js';
import { OrderResponseV2 } from './orders-v2.js';
import { RestaurantResponse } from './restaurants.js';
import type { Wire } from './wire.js';

/** What an order can be had together with. */
export const expandable = ['consumer', 'restaurant'] as const;
/** One of {@link expandable}. */
export type Expandable = (typeof expandable)[number];

const NAME = `(${expandable.join('|')})`;

/** Several names stand in one value, with commas between them. */
const Expansion = z
  .codec(
    z
      .string()
      .regex(
        new RegExp(`^${NAME}(,${NAME})*$`),
        `must be ${expandable.join(' or ')}, or both with a comma between`,
      ),
    z.array(z.enum(expandable)),
    {
      decode: (names) => [...new Set(names.split(','))] as Expandable[],
      encode: (names) => names.join(','),
    },
  )
  .meta({ description: 'What to embed in the order', examples: [expandable.join(',')] });

export const GetOrderQuery = z.object({ expand: Expansion.optional() });
export type GetOrderQuery = z.output<typeof GetOrderQuery>;

const expansion = {
  _embedded: z
    .object({ consumer: ConsumerResponse.optional(), restaurant: RestaurantResponse.optional() })
    .optional()
    .meta({ description: 'What was asked for by `expand`, as the caller may see it' }),
  incomplete: z.array(z.enum(expandable)).optional().meta({
    description: 'What was asked for by `expand`, and is closed to the caller, unknown, or not to be had now',
  }),
};

export const ExpandedOrderResponse = OrderResponse.extend(expansion).meta({ id: 'ExpandedOrder' });
export type ExpandedOrderResponse = Wire<typeof ExpandedOrderResponse>;

export const ExpandedOrderResponseV2 = OrderResponseV2.extend(expansion).meta({ id: 'ExpandedOrderV2' });
