import { MenuItem } from '#contracts';
import { z } from 'zod';

const MOST_ITEMS = 200;

/** A menu as its restaurant writes it, whole; the version is ours to count. */
export const MenuRequest = z.strictObject({
  items: z
    .array(MenuItem)
    .min(1)
    .max(MOST_ITEMS)
    .superRefine((items, context) => {
      const seen = new Set<string>();
      for (const [index, { menuItemId }] of items.entries()) {
        if (seen.has(menuItemId))
          context.addIssue({ code: 'custom', path: [index, 'menuItemId'], message: 'must be unique' });
        seen.add(menuItemId);
      }
    }),
});
export type MenuRequest = z.output<typeof MenuRequest>;
