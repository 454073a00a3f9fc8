import { hasLocale } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { locale as askedLocale } from "next/root-params";

import { features } from "./catalogue";
import { routing, type Locale } from "./routing";

export default getRequestConfig(async () => {
  const asked = await askedLocale();
  const locale = hasLocale(routing.locales, asked) ? asked : routing.defaultLocale;
  return { locale, messages: await (messages[locale] ??= messagesOf(locale)), timeZone: "Asia/Kolkata" };
});

/** Read once a process, and not anew for each page. */
const messages: Partial<Record<Locale, ReturnType<typeof messagesOf>>> = {};

async function messagesOf(locale: Locale) {
  const read = async (feature: string) => {
    const file = (await import(`../../messages/${locale}/${feature}.json`)) as { default: object };
    return [feature, file.default] as const;
  };
  return Object.fromEntries(await Promise.all(features.map(read)));
}
