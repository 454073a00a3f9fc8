import { homes } from "@/session/homes";
import type { Account } from "@/session/use-session";

const LOCALE = /^\/(en|hi)(?=\/|$|\?)/;

/** Accepts paths of this site only: `//elsewhere` and `/\elsewhere` lead to other sites. */
export function leadOn(account: Pick<Account, "role">, search: string): string {
  const next = new URLSearchParams(search).get("next");
  const isOurs = next !== null && /^\/(?![/\\])[^\s\\]*$/.test(next);
  return isOurs ? next.replace(LOCALE, "") || "/" : homes[account.role].path;
}
