"use client";

import { useTranslations } from "next-intl";

import { Button } from "./button";
import { Banner } from "./status";
import { buttonStyle } from "./styles";
import { useToast } from "./toast";

/** Recovery codes, which are shown only once. Needs the messages of `passkey`. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useTranslations("passkey.recovery");
  const say = useToast();
  const text = codes.join("\n");
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      say(t("copied"));
    } catch {
      say(t("notCopied"), "warning"); // refused, or unavailable without HTTPS
    }
  };
  return (
    <div className="grid gap-4">
      <Banner tone="warning" title={t("once")}>
        {t("use")}
      </Banner>
      <ul aria-label={t("codes")} className="grid gap-1 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3">
        <Button kind="secondary" onPress={() => void copy()}>
          {t("copy")}
        </Button>
        <a className={buttonStyle("secondary")} download="amrutam-recovery-codes.txt" href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}>
          {t("download")}
        </a>
      </div>
    </div>
  );
}
