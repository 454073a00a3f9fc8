import { homes } from "@/session/homes";
import type { Account } from "@/session/use-session";

const LOCALE = /^\/(en|hi)(?=\/|$|\?)/;

/**
 * The path to open after the sign-in, without the language: `next` of the URL's query, otherwise the role's start page.
 * `next` is used only if it is a path of this site; `//elsewhere` and `/\elsewhere` would lead to other sites.
 */
export function leadOn(account: Pick<Account, "role">, search: string): string {
  const next = new URLSearchParams(search).get("next");
  const isOurs = next !== null && /^\/(?![/\\])[^\s\\]*$/.test(next);
  return isOurs ? next.replace(LOCALE, "") || "/" : homes[account.role].path;
}
