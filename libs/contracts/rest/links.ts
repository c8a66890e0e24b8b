import { z } from 'zod';
import type { Wire } from './wire.js';

/** Where an answer leads. What is linked in `_links`, and how, is HAL's (draft-kelly-json-hal), with a method. */
export const Link = z
  .object({
    href: z.string().meta({ description: "A path from the gateway's root", examples: ['/orders?limit=20'] }),
    method: z.enum(['POST', 'PUT']).optional().meta({ description: 'GET unless given' }),
  })
  .meta({ id: 'Link' });
export type Link = Wire<typeof Link>;

/** Of a page of a list. */
export const PageLinks = z
  .object({
    self: Link,
    first: Link,
    next: Link.optional().meta({ description: 'Unless this page is known to be the last' }),
  })
  .meta({ id: 'PageLinks' });
export type PageLinks = Wire<typeof PageLinks>;
