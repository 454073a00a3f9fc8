"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import type { Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import { shortDay } from "@/lib/time";

import { StaffDialog } from "./staff-dialog";

type Person = Schemas["StaffView"];

/** The accounts of staff. Administrators can change every account except their own (`ownId`). */
export function StaffList({ staff, ownId }: { staff: readonly Person[]; ownId: string }) {
  const [changed, setChanged] = useState<Person | null>(null);
  return (
    <>
      <ul className="grid gap-2">
        {staff.map((person) => (
          <Row key={person.id} person={person} isOwn={person.id === ownId} onChange={() => setChanged(person)} />
        ))}
      </ul>
      <StaffDialog person={changed} onClose={() => setChanged(null)} />
    </>
  );
}

function Row({ person, isOwn, onChange }: { person: Person; isOwn: boolean; onChange: () => void }) {
  const [t, locale] = [useTranslations("operations.staff"), useLocale()];
  const name = person.email ?? "";
  const facts = [
    t(`roles.${person.role}`),
    person.has_password ? null : t("noPassword"),
    person.has_factor ? null : t("noFactor"),
    person.passkeys > 0 ? t("passkeys", { count: person.passkeys }) : null,
    person.last_seen_at ? t("seen", { day: shortDay(person.last_seen_at, locale, "Asia/Kolkata") }) : t("neverSeen"),
  ];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-md border border-line bg-surface px-4 py-2">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-semibold">{name}</p>
        <p data-numbers className="text-sm text-soft">
          {facts.filter(Boolean).join(" · ")}
        </p>
        {person.disabled ? <p className="text-sm font-semibold text-clay">{t("isDisabled")}</p> : null}
        {person.doctor_id ? (
          <Link
            href={`/operations/doctors/${person.doctor_id}`}
            aria-label={t("profileOf", { name })}
            className="inline-flex min-h-tap items-center text-neem underline underline-offset-4"
          >
            {t("profile")}
          </Link>
        ) : null}
      </div>
      {isOwn ? (
        <p className="text-soft">{t("own")}</p>
      ) : (
        <Button kind="secondary" aria-label={t("changeOf", { name })} onPress={onChange}>
          {t("change")}
        </Button>
      )}
    </li>
  );
}
