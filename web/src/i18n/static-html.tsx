import { IntlProvider } from "next-intl";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

import type { Feature } from "./catalogue";
import { messagesOf } from "./messages-of";
import type { Locale } from "./routing";

/**
 * Renders components to HTML outside of Next, with the texts of these features; browsers do not hydrate the HTML. `id`: the id of the element
 * that will contain the HTML; it also begins the ids that React makes, so that they differ from those of the rest of the page.
 */
export async function staticHtml(locale: Locale, of: readonly Feature[], id: string, children: ReactNode): Promise<string> {
  const all = await messagesOf(locale);
  return renderToStaticMarkup(
    <IntlProvider locale={locale} messages={Object.fromEntries(of.map((feature) => [feature, all[feature]]))} timeZone="Asia/Kolkata">
      {children}
    </IntlProvider>,
    { identifierPrefix: id },
  );
}
