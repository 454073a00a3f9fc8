import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";

import type { Feature } from "./catalogue";

/** Gives client components below it these features' messages, and no others: they are sent along. */
export async function Words({ of, children }: { of: readonly Feature[]; children: ReactNode }) {
  const all = await getMessages();
  const some = Object.fromEntries(of.map((feature) => [feature, all[feature]]));
  return <NextIntlClientProvider messages={some}>{children}</NextIntlClientProvider>;
}
