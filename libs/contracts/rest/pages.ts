import { z } from 'zod';
import { PageLinks } from './links.js';

/** How many a page of a list has at most. */
const Limit = z.coerce.number().int().min(1).max(100).default(20);

/** What the query of a list says of the page that is asked for; the ids are those by which the list is sorted. */
export const pageQuery = <Id extends z.ZodType>(id: Id) => ({
  cursor: id.optional().meta({ description: 'The `nextCursor` of the page before' }),
  limit: Limit,
});

/** What a page of a list has besides its items. A full page has a next one, which may be empty. */
export const pageFields = <Id extends z.ZodType>(id: Id) => ({
  nextCursor: id.optional(),
  _links: PageLinks,
});
