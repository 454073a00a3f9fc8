import { useTranslations } from "next-intl";

import { ButtonLink } from "@/components/link";

import type { Bookable } from "./bookable";

/**
 * Takes the place of the days and times of a doctor who offers no consultation. For a move: who does not offer the
 * consultation of the appointment.
 */
export function NothingOffered({ doctor: { name, moves } }: { doctor: Bookable }) {
  const t = useTranslations("doctor.times.notOffered");
  if (moves) return <p>{t("move", { name })}</p>;
  return (
    <>
      <p className="mb-3">{t("new", { name })}</p>
      <ButtonLink kind="secondary" href="/doctors">
        {t("find")}
      </ButtonLink>
    </>
  );
}
