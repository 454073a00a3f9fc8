import { hasLocale } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { locale as askedLocale } from "next/root-params";

import { messagesOf } from "./messages-of";
import { routing } from "./routing";

export default getRequestConfig(async () => {
  const asked = await askedLocale();
  const locale = hasLocale(routing.locales, asked) ? asked : routing.defaultLocale;
  return { locale, messages: await messagesOf(locale), timeZone: "Asia/Kolkata" };
});
