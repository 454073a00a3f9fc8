/**
 * A parameter of the URL's query if it is a date of this century, such as `2026-08-04`; undefined for anything else.
 */
export function dayOf(asked: string | string[] | undefined): string | undefined {
  if (typeof asked !== "string" || !/^20\d\d-\d\d-\d\d$/.test(asked)) return undefined;
  const day = new Date(`${asked}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== asked ? undefined : asked;
}
