import "server-only";

import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";

import { redirect } from "@/i18n/navigation";

import { isProblem } from "@/api/problem";

/**
 * Loads a page's data with the visitor's session. After a 401 it redirects to the sign-in, which returns to `path`; it
 * throws any other error. The API's processes notice the end of a session at different moments, so each call of a page
 * can be the first to be refused.
 */
export async function orSignIn<T>(path: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!isProblem(error) || error.status !== 401) throw error;
  }
  return redirect({ href: `/sign-in?next=${encodeURIComponent(path)}`, locale: await getLocale() });
}

/** Loads like `orSignIn`; if the object is missing or belongs to another account, or if its id is malformed, shows the not-found page. */
export async function signedIn<T>(path: string, asked: Promise<T>): Promise<T> {
  try {
    return await orSignIn(path, asked);
  } catch (error) {
    if (isProblem(error) && error.isAbsent) notFound();
    throw error;
  }
}
