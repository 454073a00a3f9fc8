"use client";

import { useTranslations } from "next-intl";

import { QrCode } from "./qr-code";

/** A new authenticator's key, as a QR code and as text. Needs the messages of `passkey`. */
export function AuthenticatorKey({ uri }: { uri: string }) {
  const t = useTranslations("passkey.authenticator");
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return (
    <div className="grid gap-3">
      <p>{t("scan")}</p>
      <QrCode text={uri} label={t("qr")} />
      <p>
        {t("type")} <code className="font-mono">{secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
      </p>
      <a href={uri} className="inline-flex min-h-tap items-center justify-self-start text-neem underline underline-offset-4">
        {t("open")}
      </a>
    </div>
  );
}
