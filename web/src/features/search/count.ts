import { activeFilters, type Question } from "./question.ts";

interface Counted {
  slug: string;
  name: string;
  count: number;
}

/** The number of doctors found. `isMore`: further doctors were found and not counted. */
export interface Count {
  count: number;
  isMore: boolean;
}

/**
 * Counts the doctors of a search without an SQL query. Without a filter, and with a specialization or a city as the only
 * filter, the reference data contain the number; with other filters only the doctors of the shown page are counted.
 */
export function countOf(
  question: Question,
  specializations: readonly Counted[],
  cities: readonly Counted[],
  shown: number,
  hasNext: boolean,
): Count {
  const [filter, ...others] = activeFilters(question);
  if (!filter) return { count: specializations.reduce((sum, { count }) => sum + count, 0), isMore: false };
  const counted: Partial<Record<typeof filter, readonly Counted[]>> = { specialization: specializations, city: cities };
  const entry = others.length === 0 ? counted[filter]?.find(({ slug, name }) => [slug, name].includes(question[filter] ?? "")) : undefined;
  if (entry) return { count: entry.count, isMore: false };
  return { count: shown, isMore: hasNext || question.cursor !== undefined };
}
