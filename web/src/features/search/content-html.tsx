import { IntlProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";

import { messagesOf } from "@/i18n/messages-of";
import type { Locale } from "@/i18n/routing";

import type { Answer } from "./answer";
import { SearchContent } from "./search-content";

export async function contentHtml(locale: Locale, answer: Answer): Promise<string> {
  const { search, common } = await messagesOf(locale);
  return renderToStaticMarkup(
    <IntlProvider locale={locale} messages={{ search, common }} timeZone="Asia/Kolkata">
      <SearchContent {...answer} />
    </IntlProvider>,
    { identifierPrefix: "asked" },
  );
}
