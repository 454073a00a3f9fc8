import { useTranslations } from "next-intl";

import { isProblem } from "@/api/problem";

type Refusal = "email" | "wrong-code" | "wrong-credentials" | "away";

/**
 * Returns a function that explains a failed call, and throws an error that is no `Problem` again. `refusal` chooses the
 * message for refusals that have no message of their own here.
 */
export function useErrorWords() {
  const t = useTranslations("session.errors");
  return (reason: unknown, refusal: Refusal): string => {
    if (!isProblem(reason)) throw reason;
    if (reason.status === 0) return t("offline");
    if (reason.status === 429) return t("wait", { seconds: reason.retryAfterSeconds ?? 60 });
    if (reason.code === "recovery-only") return t("recovery");
    return reason.status < 500 ? t(refusal) : t("away");
  };
}
