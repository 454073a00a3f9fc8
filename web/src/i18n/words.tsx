import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

import type { Feature } from "./catalogue";

/** Passes to the client components below it the messages of these features, which are sent with the page. */
export async function Words({ of, children }: { of: readonly Feature[]; children: ReactNode }) {
  const all = await getMessages();
  const some = Object.fromEntries(of.map((feature) => [feature, all[feature]]));
  return <NextIntlClientProvider messages={some}>{children}</NextIntlClientProvider>;
}
