import "server-only";

import { locales, type Locale } from "@/i18n/routing";

import { publicUrl } from "./site";

/**
 * The `alternates` of a page's Next metadata: its canonical URL in `locale`, and its URL in each language, with English
 * as `x-default`. `path` begins with `/` and does not contain the language.
 */
export function alternates(locale: Locale, path: string) {
  const at = (one: Locale) => publicUrl(`/${one}${path === "/" ? "" : path}`);
  return {
    canonical: at(locale),
    languages: { ...Object.fromEntries(locales.map((one) => [one, at(one)])), "x-default": at("en") },
  };
}
