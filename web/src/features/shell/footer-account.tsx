"use client";

import { useTranslations } from "next-intl";

import { useSession } from "@/session/use-session";

import { Link } from "./footer-link";

/** "Sign in" until it is known that somebody is, as in the header: the page is the same for all, and kept. */
export function FooterAccount() {
  const t = useTranslations("common.footer");
  const { account } = useSession();
  return account ? <Link href="/account">{t("account")}</Link> : <Link href="/sign-in">{t("signIn")}</Link>;
}
