"use client";

import { useSyncExternalStore } from "react";

import { api, rememberCsrfToken } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";

import { becomeAccount, currentAccount, followSession, leavePages, type Account } from "./session-store";

export { becomeAccount, refreshSession, type Account } from "./session-store";
type SignInBody = Schemas["CodeSignIn"] | Schemas["PasswordSignIn"] | Schemas["PasskeySignIn"];

/** The signed-in account: `undefined` until it is known, `null` without a session. */
export function useSession(): { account: Account | null | undefined; isLoading: boolean } {
  const account = useSyncExternalStore(followSession, currentAccount, () => undefined);
  return { account, isLoading: account === undefined };
}

async function signIn(body: SignInBody): Promise<Account> {
  const session = await answer(api.POST("/v1/auth/session", { body }));
  rememberCsrfToken(session.csrf_token);
  becomeAccount(session.account);
  return session.account;
}

/**
 * Signs out in this browser, with `everywhere` on all devices, and loads the start page. Rejects with `Problem` if the
 * API has not ended the session.
 */
async function signOut({ everywhere = false } = {}): Promise<never> {
  await answer(api.DELETE("/v1/auth/session", { params: { query: { everywhere } } }));
  return leavePages();
}

/** The functions for signing in and out. Signing in and signing out clear the cached answers of the earlier account (provider.tsx). */
export function useSessionActions() {
  return { signIn, signOut };
}
