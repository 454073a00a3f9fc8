/** An entry of the lists that the search offers: a specialization or a city. */
export interface Entry {
  /** The id of the entry in URLs. */
  slug: string;
  /** The name in English, as in doctors' records. */
  name: string;
  /** The name in the visitor's language. */
  label: string;
  /** The number of its doctors. */
  count: number;
  /** For a specialization, in the visitor's language: a plain name, and what it treats. Empty for other entries. */
  plain: string;
  treats: string;
  /** For a specialization: the words that patients use for what it treats. */
  concerns: readonly string[];
}

/** The label of a name or slug; an unknown one is returned unchanged. */
export function labelOf(entries: readonly Entry[], nameOrSlug: string): string {
  return entryOf(entries, nameOrSlug)?.label ?? nameOrSlug;
}

/** The entry with this name or slug; undefined if there is none. */
export function entryOf(entries: readonly Entry[], nameOrSlug: string): Entry | undefined {
  return entries.find(({ name, slug }) => name === nameOrSlug || slug === nameOrSlug);
}
