import { homes } from "@/session/homes";
import type { Account } from "@/session/use-session";

const LOCALE = /^\/(en|hi)(?=\/|$|\?)/;

/** Only ever to a page of ours: `//elsewhere` and `/\elsewhere` are other people's. */
export function leadOn(account: Pick<Account, "role">, search: string): string {
  const next = new URLSearchParams(search).get("next");
  const isOurs = next !== null && /^\/(?![/\\])[^\s\\]*$/.test(next);
  return isOurs ? next.replace(LOCALE, "") || "/" : homes[account.role].path;
}
