"use client";

import { useTranslations } from "next-intl";

import { isProblem, type Problem } from "./problem";
import { isUncertain } from "./repeating";

const BY_STATUS: Record<number, "offline" | "signedOut" | "absent" | "changed"> = {
  0: "offline",
  401: "signedOut",
  404: "absent",
  412: "changed",
};

/**
 * Returns a function that explains a failed call in the page's language. Needs the messages of `errors`. The function throws any error that is no
 * `Problem`. With `isUnsure` it says of a call without an answer that the press of the button can be repeated. The API's own sentences are not shown: they are English, and count money in paise.
 */
export function useProblemWords(): (error: unknown, isUnsure?: boolean) => string {
  const t = useTranslations("errors");
  return (error, isUnsure = false) => {
    if (!isProblem(error)) throw error;
    if (isUnsure && isUncertain(error)) return t("call.unsure");
    const status = BY_STATUS[error.status];
    if (status) return t(`call.${status}`);
    if (error.code === "step-up-required") return t("call.unproved");
    const known = `known.${error.code}` as "known.slot-taken";
    // Only the general refusal of a body says less than the names of its fields.
    if (error.code !== "invalid-request" && t.has(known)) return t(known);
    if (error.errors.length === 1 && error.errors[0]?.pointer === "/name") return t("call.nameRefused");
    const names = [...new Set(fieldsOf(error))];
    const fields = names.flatMap((name) => (t.has(`fields.${name}` as "fields.name") ? [t(`fields.${name}` as "fields.name")] : []));
    if (fields.length > 0) return t("call.entries", { fields: [...new Set(fields)].join(", ") });
    if (t.has(known)) return t(known);
    if (error.status === 429) return t("call.wait", { seconds: error.retryAfterSeconds ?? 60 });
    return t(error.status >= 500 ? "call.away" : "call.refused");
  };
}

/** The names of the refused fields: `/rules/2/breaks/0/ends` is `ends`, and `/modes/1` is `modes`. */
function fieldsOf({ errors }: Problem): string[] {
  return errors.map(({ pointer }) => pointer.split("/").findLast((part) => part !== "" && !/^\d+$/.test(part)) ?? "");
}
