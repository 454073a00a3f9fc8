import "server-only";

import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";

import { redirect } from "@/i18n/navigation";

import { isProblem } from "@/api/problem";

/** What a personal page asks for: strangers sign in first and come back to `path`; what is not theirs does not exist. */
export async function signedIn<T>(path: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (isProblem(error) && error.isAbsent) notFound();
    if (!isProblem(error) || error.status !== 401) throw error;
  }
  return redirect({ href: `/sign-in?next=${encodeURIComponent(path)}`, locale: await getLocale() });
}
