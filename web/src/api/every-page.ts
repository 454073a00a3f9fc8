interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

/** The size of the largest page that the API returns. */
export const PER_PAGE = 100;

/**
 * Reads a list of the API to its end, for choices that must offer everything. `read` reads the page at a cursor, which
 * is undefined for the first page. Rejects as `read` does.
 */
export async function everyPage<Item>(read: (cursor: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return items;
}
