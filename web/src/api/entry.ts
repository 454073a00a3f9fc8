export interface Entry {
  slug: string;
  /** In English, as doctors' records have it. */
  name: string;
  /** In the visitor's language. */
  label: string;
  count: number;
  /** Of a specialization: what it is for, in plain words of both languages. */
  concerns: readonly string[];
}

/** The label of a name or slug; the text itself where it is not known. */
export function labelOf(entries: readonly Entry[], nameOrSlug: string): string {
  return entries.find(({ name, slug }) => name === nameOrSlug || slug === nameOrSlug)?.label ?? nameOrSlug;
}
