/**
 * Whether a link leads from the page `here` to another one (both are absolute URLs): not to a part of the same page, and
 * not to another program, as `mailto:` and `tel:` do.
 */
export function isOtherPage(href: string, here: string): boolean {
  const [to, from] = [new URL(href), new URL(here)];
  if (to.protocol !== "http:" && to.protocol !== "https:") return false;
  return to.origin + to.pathname + to.search !== from.origin + from.pathname + from.search;
}
