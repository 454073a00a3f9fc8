"use client";

import { useTranslations } from "next-intl";

import { ActionFailure } from "@/components/action-failure";
import { Link } from "@/i18n/navigation";
import { useAction } from "@/lib/use-action";
import { homes } from "@/session/homes";
import { useSession, useSessionActions, type Account } from "@/session/use-session";

import { navStyle } from "./nav-style";

/**
 * Shows "Sign in" until a session is known. Visitors without a session then see no flicker, and the link works
 * without JavaScript.
 */
export function AccountLinks() {
  return <LinksOf account={useSession().account} />;
}

export function LinksOf({ account }: { account: Account | null | undefined }) {
  const t = useTranslations("common.nav");
  const { signOut } = useSessionActions();
  const [isLeaving, leave, failure] = useAction(signOut);
  const find = (
    <Link href="/doctors" prefetch={false} className={navStyle}>
      {t("find")}
    </Link>
  );
  if (!account) {
    return (
      <>
        {find}
        <Link href="/sign-in" prefetch={false} className={navStyle}>
          {t("signIn")}
        </Link>
      </>
    );
  }
  const home = homes[account.role];
  return (
    <>
      {find}
      <Link href={home.path} prefetch={false} className={navStyle}>
        {t(home.name)}
      </Link>
      <button
        type="button"
        aria-busy={isLeaving || undefined}
        className={`${navStyle} cursor-pointer text-soft aria-busy:animate-pulse`}
        onClick={leave}
      >
        {t("signOut")}
      </button>
      <ActionFailure
        failure={failure}
        className="fixed inset-x-4 bottom-4 z-50 mx-auto max-w-md rounded-md bg-clay-tint px-4 py-3 shadow-float"
      />
    </>
  );
}
