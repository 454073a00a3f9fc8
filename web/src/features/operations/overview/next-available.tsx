import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Card } from "@/components/card";
import { Link } from "@/components/link";
import { clock, shortDay } from "@/lib/time";

import { CsvLink, Table } from "./table";

/** A table of the specializations, each with its number of doctors and its next available time. */
export function NextAvailable({ specializations, zone }: { specializations: readonly Schemas["SpecializationFigures"][]; zone: string }) {
  const [t, locale] = [useTranslations("operations.overview"), useLocale()];
  return (
    <Card aria-labelledby="next" className="grid gap-4">
      <h2 id="next" className="text-xl">
        {t("nextTitle")}
      </h2>
      <Table
        caption={t("nextTitle")}
        columns={[
          { key: "name", label: t("specialization") },
          { key: "doctors", label: t("doctorCount"), isNumber: true },
          { key: "next", label: t("next") },
        ]}
        rows={specializations.map(({ slug, name, name_hi, doctors, next_available_at: next }) => ({
          key: slug,
          cells: [
            <Link key="name" href={`/doctors?specialization=${slug}`} className="inline-flex min-h-tap items-center text-neem underline underline-offset-4">
              {locale === "hi" ? name_hi : name}
            </Link>,
            doctors,
            next ? `${shortDay(next, locale, zone)}, ${clock(next, locale, zone)}` : t("nothing"),
          ],
        }))}
      />
      <CsvLink table="specializations" caption={t("nextTitle")}>{t("csv")}</CsvLink>
    </Card>
  );
}
