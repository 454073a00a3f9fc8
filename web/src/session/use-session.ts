"use client";

import { useSyncExternalStore } from "react";

import { api, rememberCsrfToken } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";

import { becomeAccount, currentAccount, followSession, type Account } from "./session-store";

export { becomeAccount, refreshSession, type Account } from "./session-store";
type SignInBody = Schemas["CodeSignIn"] | Schemas["PasswordSignIn"] | Schemas["PasskeySignIn"];

/** Who is signed in: `undefined` until it is known, `null` for nobody. */
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

/** `everywhere`: on all devices, not in this browser alone. */
async function signOut({ everywhere = false } = {}): Promise<void> {
  await answer(api.DELETE("/v1/auth/session", { params: { query: { everywhere } } }));
  rememberCsrfToken(null);
  sessionStorage.clear(); // why somebody books is nobody else's on a shared computer
  becomeAccount(null);
}

/** Signing in and out; what queries knew as somebody else is forgotten (provider.tsx). */
export function useSessionActions() {
  return { signIn, signOut };
}
