import { defineRouting } from "next-intl/routing";

export const locales = ["en", "hi"] as const;
export type Locale = (typeof locales)[number];

export const routing = defineRouting({
  locales,
  defaultLocale: "en",
  localePrefix: "always",
  // No cookie is needed, because the URL contains the language and an account stores it.
  localeCookie: false,
  alternateLinks: false, // pages set these links themselves, with the public URL
});
