"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

import { api, isMarkedSignedIn, markSignedIn, rememberCsrfToken } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";

export type Account = Schemas["AccountView"];
type SignInBody = Schemas["CodeSignIn"] | Schemas["PasswordSignIn"];

export const sessionKey = ["session"] as const;

function followStorage(changed: () => void): () => void {
  addEventListener("storage", changed);
  return () => removeEventListener("storage", changed);
}

/** Who is signed in: `undefined` until it is known, `null` for nobody. Tabs follow each other. */
export function useSession(): { account: Account | null | undefined; isLoading: boolean } {
  const isMarked = useSyncExternalStore(followStorage, isMarkedSignedIn, () => undefined);
  const { data, isPending } = useQuery({
    queryKey: sessionKey,
    queryFn: whoAmI,
    enabled: isMarked === true,
    staleTime: 60_000,
  });
  if (isMarked === false) return { account: null, isLoading: false };
  return { account: data, isLoading: isPending };
}

async function whoAmI(): Promise<Account | null> {
  try {
    return await answer(api.GET("/v1/me"));
  } catch (error) {
    if (!isProblem(error) || error.status !== 401) throw error;
    markSignedIn(false);
    rememberCsrfToken(null);
    return null;
  }
}

/** Signing in and out; everything that was known as somebody else is forgotten. */
export function useSessionActions() {
  const queries = useQueryClient();
  const forgetOthers = () => queries.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
  return {
    signIn: async (body: SignInBody): Promise<Account> => {
      const session = await answer(api.POST("/v1/auth/session", { body }));
      rememberCsrfToken(session.csrf_token);
      markSignedIn(true);
      forgetOthers();
      queries.setQueryData(sessionKey, session.account);
      return session.account;
    },
    signOut: async (): Promise<void> => {
      await answer(api.DELETE("/v1/auth/session"));
      rememberCsrfToken(null);
      markSignedIn(false);
      forgetOthers();
      queries.setQueryData(sessionKey, null);
    },
  };
}
