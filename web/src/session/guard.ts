import "server-only";

import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";

import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { visitorApi } from "@/api/server";
import { redirect } from "@/i18n/navigation";

import type { Account } from "./use-session";

/** Once a page, however many parts of it ask. */
const whoAsks = cache(async (): Promise<Account | null> => {
  try {
    return await answer((await visitorApi()).GET("/v1/me"));
  } catch (error) {
    if (isProblem(error) && error.status === 401) return null;
    throw error;
  }
});

/** For the metadata of a page of one role: the others get the title of the page that says that there is none. */
export async function hiddenFromOthers(role: Account["role"]): Promise<void> {
  const account = await whoAsks();
  if (account && account.role !== role) notFound();
}

/** For a page of one role: strangers are led to sign in and back to `path`, for others it does not exist. */
export async function requireRole(role: Account["role"], path: string): Promise<Account> {
  const account = await whoAsks();
  if (!account) return redirect({ href: { pathname: "/sign-in", query: { next: path } }, locale: await getLocale() });
  if (account.role !== role) notFound();
  return account;
}
