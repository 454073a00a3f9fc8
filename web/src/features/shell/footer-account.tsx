"use client";

import { useTranslations } from "next-intl";

import { useSession } from "@/session/use-session";

import { Link } from "./footer-link";

/**
 * Shows "Sign in" until a session is known, as the header does, because the cached page is the same for all
 * visitors.
 */
export function FooterAccount() {
  const t = useTranslations("common.footer");
  const { account } = useSession();
  return account ? <Link href="/account">{t("account")}</Link> : <Link href="/sign-in">{t("signIn")}</Link>;
}
