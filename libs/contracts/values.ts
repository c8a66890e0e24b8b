import { z } from 'zod';

/** What a value must be, said of one that is there: of one that is missing there is more to say. */
const unlessMissing = (requirement: string) => ({
  error: ({ input }: { readonly input?: unknown }) => (input === undefined ? undefined : requirement),
});

const AMOUNT = 'must be an amount as a string with two decimals, such as "61.70"';

/** An amount of money in cents. On the wire it is a string with two decimals, `"61.70"`; never a float. */
export const Money = z
  .codec(z.string(unlessMissing(AMOUNT)).regex(/^(0|[1-9]\d{0,8})\.\d{2}$/, AMOUNT), z.int().nonnegative(), {
    decode: (text) => Number(text.replace('.', '')),
    encode: (cents) => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`,
  })
  .meta({ id: 'Money', examples: ['61.70'] });
export type Money = z.output<typeof Money>;

/** Renders cents as they stand on the wire: `6170` becomes `"61.70"`. Throws on fractions and negatives. */
export const formatMoney = (cents: Money): string => z.encode(Money, cents);

/**
 * Any 8-4-4-4-12 hexadecimal id; the demo data's fixed ids are not valid RFC 9562 variants, so no version is asked. In
 * lower case, because ids are compared as text where messages are sharded and traced.
 */
const id = () => z.guid(unlessMissing('must be a UUID')).toLowerCase();

/** Given out by the order service as a UUIDv7, so that ids sort as the orders were placed. */
export const OrderId = id();
/** A customer's; given out by the consumer service. */
export const ConsumerId = id();
/** Given out by the restaurant service. */
export const RestaurantId = id();

/** A name that is unique within its restaurant's menu, such as `vindaloo`. */
export const MenuItemId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens, at most 40');

/** One line that every database can store: PostgreSQL takes neither NUL nor half of a surrogate pair. */
export const text = (maxLength: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be text without control characters');

/** Where to deliver, or where a restaurant is. */
export const Address = z
  .strictObject({
    street1: text(100),
    street2: text(100).optional(),
    city: text(60),
    state: text(40),
    zip: z.string().regex(/^\d{5}$/, 'must be five digits'),
  })
  .meta({ id: 'Address' });
export type Address = z.output<typeof Address>;

/** How many of one menu item are ordered. */
export const LineItem = z
  .strictObject({ menuItemId: MenuItemId, quantity: z.int().min(1).max(1000) })
  .meta({ id: 'LineItem' });
export type LineItem = z.output<typeof LineItem>;

/** What a restaurant sells, and for how much a piece. */
export const MenuItem = z
  .strictObject({ menuItemId: MenuItemId, name: text(80), price: Money })
  .meta({ id: 'MenuItem' });
export type MenuItem = z.output<typeof MenuItem>;
