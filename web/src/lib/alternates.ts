import "server-only";

import { locales, type Locale } from "@/i18n/routing";

import { publicUrl } from "./site";

/** The canonical URL of a page, and its URL in each language; `path` is without the language. */
export function alternates(locale: Locale, path: string) {
  const at = (one: Locale) => publicUrl(`/${one}${path === "/" ? "" : path}`);
  return {
    canonical: at(locale),
    languages: { ...Object.fromEntries(locales.map((one) => [one, at(one)])), "x-default": at("en") },
  };
}
