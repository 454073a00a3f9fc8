"use client";

import { useTranslations } from "next-intl";

import { Link, useRouter } from "@/i18n/navigation";
import { classes } from "@/lib/classes";
import { homes } from "@/session/homes";
import { useSession, useSessionActions } from "@/session/use-session";

import { navStyle } from "./nav-style";

interface FindProps {
  /** What a phone has no room for. */
  isExtra?: boolean;
}

function Find({ isExtra }: FindProps) {
  const t = useTranslations("common.nav");
  return (
    <Link href="/doctors" prefetch={false} className={classes(navStyle, isExtra && "max-sm:hidden")}>
      {t("find")}
    </Link>
  );
}

/** "Sign in" until it is known that somebody is: strangers see no flicker, and it works without JavaScript. */
export function AccountLinks() {
  const t = useTranslations("common.nav");
  const { account } = useSession();
  const { signOut } = useSessionActions();
  const router = useRouter();
  if (!account) {
    return (
      <>
        <Find />
        <Link href="/sign-in" prefetch={false} className={navStyle}>
          {t("signIn")}
        </Link>
      </>
    );
  }
  const home = homes[account.role];
  return (
    <>
      <Find isExtra />
      <Link href={home.path} prefetch={false} className={navStyle}>
        {t(home.name)}
      </Link>
      <button
        type="button"
        className={`${navStyle} cursor-pointer text-soft`}
        onClick={() => void signOut().then(() => router.push("/"))}
      >
        {t("signOut")}
      </button>
    </>
  );
}
