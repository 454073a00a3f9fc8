import { useTranslations } from "next-intl";

import { StatusMark as Mark } from "@/components/status-mark";

import type { Status } from "./types";

export function StatusMark({ status }: { status: Status }) {
  return <Mark status={status} label={useTranslations("practice.status")(status)} />;
}
