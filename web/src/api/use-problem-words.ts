"use client";

import { useTranslations } from "next-intl";

import { isProblem } from "./problem";

const BY_STATUS: Record<number, "offline" | "signedOut" | "absent" | "changed"> = {
  0: "offline",
  401: "signedOut",
  404: "absent",
  412: "changed",
};

/** Returns a function that explains a failed call in words. Needs the messages of `errors`. It throws any error that is no `Problem`. */
export function useProblemWords(): (error: unknown) => string {
  const t = useTranslations("errors.call");
  return (error) => {
    if (!isProblem(error)) throw error;
    const known = BY_STATUS[error.status];
    if (known) return t(known);
    if (error.code === "step-up-required") return t("unproved");
    if (error.status === 429) return t("wait", { seconds: error.retryAfterSeconds ?? 60 });
    if (error.status >= 500) return t("away");
    return t("refused", { detail: [error.detail, ...error.errors.map((each) => each.detail)].join(" ") });
  };
}
