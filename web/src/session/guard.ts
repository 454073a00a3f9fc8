import "server-only";

import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";

import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { visitorApi } from "@/api/server";
import type { Missing } from "@/components/not-found-page";
import { redirect } from "@/i18n/navigation";

import type { Account } from "./use-session";

/** The signed-in account; null without a session. It is read once for a page, however many components need it. */
const whoAsks = cache(async (): Promise<Account | null> => {
  try {
    return await answer((await visitorApi()).GET("/v1/me"));
  } catch (error) {
    if (isProblem(error) && error.status === 401) return null;
    throw error;
  }
});

/**
 * Gives the not-found page to signed-in accounts of other roles; visitors without a session pass. Call it for the
 * metadata of a page of these roles, so that the title is also that of the not-found page.
 */
export async function hiddenFromOthers(...roles: readonly Account["role"][]): Promise<void> {
  const account = await whoAsks();
  if (account && !roles.includes(account.role)) notFound();
}

/**
 * Returns the account if its role is one of `roles`; a page for these roles calls this function first. Visitors without
 * a session are redirected to the sign-in and return to `path`; other roles get the not-found page.
 */
export async function requireRole(roles: Account["role"] | readonly Account["role"][], path: string): Promise<Account> {
  const account = await whoAsks();
  if (!account) return redirect({ href: { pathname: "/sign-in", query: { next: path } }, locale: await getLocale() });
  if (![roles].flat().includes(account.role)) notFound();
  return account;
}

/** The kind of missing object that the not-found page names: `missing` for accounts of this role, a page for everybody else. */
export async function missingFor(role: Account["role"], missing: Missing): Promise<Missing> {
  return (await whoAsks())?.role === role ? missing : "page";
}
