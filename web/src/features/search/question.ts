/**
 * The search query in the URL, which survives sharing, reload and Back. `specialization` and `city` are slugs or names,
 * `clinic` is an id, and `available_on` a date.
 */
export interface Question {
  q?: string;
  specialization?: string;
  city?: string;
  clinic?: string;
  mode?: "online" | "in_person";
  available_on?: string;
  language?: string;
  gender?: "female" | "male" | "other";
  /** The highest fee in rupees, because people do not count in paise. */
  max_fee?: string;
  sort?: Sort;
  cursor?: string;
}

export const sorts = ["next_available", "fee", "experience", "rating"] as const;
export type Sort = (typeof sorts)[number];
export type Filter = Exclude<keyof Question, "sort" | "cursor">;

export const filters = [
  "q", "specialization", "city", "clinic", "mode", "available_on", "language", "gender", "max_fee",
] as const satisfies Filter[]; // prettier-ignore

/** The filters in the sheet. All other filters are always visible. */
export const inSheet = ["specialization", "clinic", "available_on", "language", "gender", "max_fee"] as const satisfies Filter[];

const accepted: Record<keyof Question, RegExp> = {
  q: /^.{1,100}$/u,
  specialization: /^.{1,100}$/u,
  city: /^.{1,100}$/u,
  clinic: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  mode: /^(online|in_person)$/,
  available_on: /^\d{4}-\d{2}-\d{2}$/,
  language: /^[\w ]{1,40}$/u,
  gender: /^(female|male|other)$/,
  max_fee: /^\d{1,6}$/,
  sort: new RegExp(`^(${sorts.join("|")})$`),
  cursor: /^[\w-]{1,1000}$/,
};

export type Params = Record<string, string | string[] | undefined>;

/** The query that the URL's parameters state, without empty and invalid parameters. */
export function questionOf(params: Params): Question {
  const said = Object.entries(accepted).flatMap(([name, pattern]) => {
    const value = [params[name]].flat()[0]?.trim();
    return value && pattern.test(value) ? [[name, value]] : [];
  });
  return Object.fromEntries(said) as Question;
}

/** The query for the API, with the highest fee in paise. */
export function apiQuery({ max_fee, ...rest }: Question, limit: number) {
  return { ...rest, limit, ...(max_fee ? { max_fee: Number(max_fee) * 100 } : {}) };
}

/** The URL of a query, without the language; a changed query starts at its first page. */
export function hrefOf(question: Question, change: { [name in keyof Question]?: Question[name] | undefined } = {}): string {
  const { cursor, ...kept } = question;
  const asked = Object.keys(change).length === 0 ? { ...kept, cursor } : { ...kept, ...change };
  const said = Object.entries(asked).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return said.length === 0 ? "/doctors" : `/doctors?${new URLSearchParams(said).toString()}`;
}

/** The filters that the query contains, in the order of `filters`. */
export function activeFilters(question: Question): Filter[] {
  return filters.filter((name) => question[name] !== undefined);
}
