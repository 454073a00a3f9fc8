import { useTranslations } from "next-intl";

import { isProblem } from "@/api/problem";

import { PasskeyFailed } from "./passkeys";

/**
 * Returns a function that explains a passkey's failure, in the browser or at the API; it gives null for any other
 * error. Needs the messages of `passkey`.
 */
export function usePasskeyWords(): (error: unknown) => string | null {
  const t = useTranslations("passkey.errors");
  return (error) => {
    if (error instanceof PasskeyFailed) return t(error.reason);
    if (isProblem(error, "passkey-refused")) return t("refused");
    return isProblem(error, "passkeys-unavailable") ? t("address") : null;
  };
}
