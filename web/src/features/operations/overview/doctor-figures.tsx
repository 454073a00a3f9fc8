import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Card } from "@/components/card";
import { Link } from "@/components/link";

import { CsvLink, Table } from "./table";

type Doctor = Schemas["DoctorFigures"];
const SHOWN = 10;

const shareOf = ({ booked_minutes: booked, offered_minutes: offered }: Doctor) => (offered > 0 ? Math.min(1, booked / offered) : 0);

/**
 * The ten doctors with the highest share of offered time that is booked, today and in the next six days, and a link to
 * the figures of all doctors.
 */
export function DoctorFigures({ doctors }: { doctors: readonly Doctor[] }) {
  const [t, locale] = [useTranslations("operations.overview"), useLocale()];
  const percent = new Intl.NumberFormat(`${locale}-IN`, { style: "percent" });
  const hours = new Intl.NumberFormat(`${locale}-IN`, { maximumFractionDigits: 1 });
  const sorted = [...doctors].sort((one, other) => shareOf(other) - shareOf(one) || other.visits - one.visits);
  return (
    <Card aria-labelledby="doctors" className="grid gap-4">
      <div>
        <h2 id="doctors" className="text-xl">
          {t("doctorsTitle")}
        </h2>
        <p className="text-soft">{t("doctorsText")}</p>
      </div>
      {doctors.length === 0 ? <p>{t("noDoctors")}</p> : null}
      {doctors.length === 0 ? null : (
        <Table
          caption={t("doctorsTitle")}
          columns={[
            { key: "name", label: t("doctor") },
            { key: "share", label: t("share") },
            { key: "visits", label: t("visits"), isNumber: true },
            { key: "hours", label: t("hours"), isNumber: true },
            { key: "missed", label: t("missedBefore"), isNumber: true },
          ]}
          rows={sorted.slice(0, SHOWN).map((doctor) => ({
            key: doctor.id,
            cells: [
              <Link key="name" href={`/operations/doctors/${doctor.id}`} className="inline-flex min-h-tap items-center text-neem underline underline-offset-4">
                {doctor.name}
              </Link>,
              doctor.offered_minutes > 0 ? <Share key="share" share={shareOf(doctor)} label={percent.format(shareOf(doctor))} /> : t("noHours"),
              doctor.visits,
              hours.format(doctor.offered_minutes / 60),
              doctor.missed,
            ],
          }))}
        />
      )}
      {doctors.length > SHOWN ? <p className="text-sm text-soft">{t("first", { shown: SHOWN, count: doctors.length })}</p> : null}
      <CsvLink table="doctors" caption={t("doctorsTitle")}>{t("csv")}</CsvLink>
    </Card>
  );
}

function Share({ share, label }: { share: number; label: string }) {
  return (
    <span className="flex items-center gap-2">
      <svg aria-hidden viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-24 shrink-0">
        <rect width="100" height="8" rx="4" fill="var(--sunk)" />
        <rect width={share * 100} height="8" rx="4" fill="var(--neem)" />
      </svg>
      <span data-numbers>{label}</span>
    </span>
  );
}
