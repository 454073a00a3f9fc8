import "server-only";

import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";

import { redirect } from "@/i18n/navigation";

import { isProblem } from "@/api/problem";

/**
 * All that a page asks for as somebody: strangers sign in first and come back to `path`. A session that ends is known to
 * one process of the API before the next, so any of a page's questions may be the one that is refused.
 */
export async function orSignIn<T>(path: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!isProblem(error) || error.status !== 401) throw error;
  }
  return redirect({ href: `/sign-in?next=${encodeURIComponent(path)}`, locale: await getLocale() });
}

/** The same; and what is not theirs does not exist. */
export async function signedIn<T>(path: string, asked: Promise<T>): Promise<T> {
  try {
    return await orSignIn(path, asked);
  } catch (error) {
    if (isProblem(error) && error.isAbsent) notFound();
    throw error;
  }
}
