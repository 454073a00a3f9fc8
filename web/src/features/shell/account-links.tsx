"use client";

import { useTranslations } from "next-intl";

import { Link, useRouter } from "@/i18n/navigation";
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
  const router = useRouter();
  const [isLeaving, leave] = useAction(() => signOut().then(() => router.push("/")));
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
    </>
  );
}
