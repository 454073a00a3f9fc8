import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { DoctorPhoto } from "@/components/doctor-photo";
import { EmptyState } from "@/components/empty-state";
import { ButtonLink, Link } from "@/components/link";
import { clock, shortDay } from "@/lib/time";

import { directoryPath } from "./directory-search";
import { StateMark } from "./state-mark";
import { whyNone, type DirectoryQuestion } from "./why-none";

interface DirectoryListProps extends DirectoryQuestion {
  doctors: readonly Schemas["DirectoryDoctor"][];
}

/** The doctors found, each with a link, the state, what is known of the account, and the next free time. Without doctors: what to do next. */
export function DirectoryList({ doctors, ...asked }: DirectoryListProps) {
  if (doctors.length === 0) return <None {...asked} />;
  return (
    <ul className="grid gap-2">
      {doctors.map((doctor) => (
        <Row key={doctor.id} doctor={doctor} />
      ))}
    </ul>
  );
}

function None(asked: DirectoryQuestion) {
  const t = useTranslations("operations.doctors");
  const why = whyNone(asked);
  const all = { href: directoryPath("", null), label: t("showAll") };
  const ways = {
    noMore: { href: directoryPath(asked.q ?? "", asked.state ?? null), label: t("toFirst") },
    noneFound: all,
    noneOfState: all,
    none: { href: "/operations/doctors/new", label: t("add") },
  };
  return (
    <EmptyState title={t(why)} text={t(`${why}Text`)}>
      <ButtonLink kind="secondary" href={ways[why].href}>
        {ways[why].label}
      </ButtonLink>
    </EmptyState>
  );
}

function Row({ doctor }: { doctor: Schemas["DirectoryDoctor"] }) {
  const [t, locale] = [useTranslations("operations.doctors"), useLocale()];
  const { id, name, specialization, city, registration_number: number, state, account, next_available_at: next, photo_url: photo } = doctor;
  const at = next ? `${shortDay(next, locale, "Asia/Kolkata")}, ${clock(next, locale, "Asia/Kolkata")}` : null;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-md border border-line bg-surface px-4 py-3">
      <DoctorPhoto name={name} url={photo} />
      <div className="min-w-0 flex-1 basis-48">
        <Link href={`/operations/doctors/${id}`} className="inline-flex min-h-tap items-center font-semibold text-neem underline underline-offset-4">
          {name}
        </Link>
        <p className="text-sm text-soft">
          {specialization}, {city}, <span data-numbers>{number}</span>
        </p>
      </div>
      <div className="grid justify-items-start gap-1 text-sm sm:w-64">
        <StateMark state={state} />
        {account === "active" ? null : <p className="text-soft">{t(`accounts.${account}`)}</p>}
        {state === "approved" ? <p data-numbers>{at ? t("next", { at }) : t("noNext")}</p> : null}
      </div>
    </li>
  );
}
