import { defineRouting } from "next-intl/routing";

export const locales = ["en", "hi"] as const;
export type Locale = (typeof locales)[number];

export const routing = defineRouting({
  locales,
  defaultLocale: "en",
  localePrefix: "always",
  localeCookie: false, // the address says it, and an account remembers it
  alternateLinks: false, // pages say their own, with the public address
});
