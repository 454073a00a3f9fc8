"use client";

import { useTranslations } from "next-intl";

import { isProblem } from "@/api/problem";

interface ChangedFieldsProps {
  /** The error of the refused save. */
  error: unknown;
  /** The labels of the fields that somebody else changed. */
  labels: readonly string[];
}

/** Names the fields that another person changed, if that change is why the save was refused; otherwise renders nothing. Needs the messages of `errors`. */
export function ChangedFields({ error, labels }: ChangedFieldsProps) {
  const t = useTranslations("errors.call");
  if (!isProblem(error) || error.status !== 412 || labels.length === 0) return null;
  return <p role="status">{t("changedFields", { fields: labels.join(", ") })}</p>;
}
