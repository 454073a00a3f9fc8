"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { api, PASSIVE } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Card } from "@/components/card";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { InputField } from "@/components/input-field";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { clock, shortDay } from "@/lib/time";
import { usePatientName } from "@/lib/use-patient-name";

import { DoctorChoice } from "../doctor-choice";
import { NameSearch } from "../name-search";

type Upcoming = Schemas["UpcomingVisits"];

const LOOK_MS = 5000;
const COUNTS = ["proposed", "to_choose", "declined"] as const;

interface HandoverProps {
  doctorId: string;
  name: string;
  zone: string;
  initial: Upcoming;
}

/** The booked visits of a doctor with the answers of their patients, and a search for another doctor whom the administrator can ask the patients to see. */
export function Handover({ doctorId, name, zone, initial }: HandoverProps) {
  const t = useTranslations("operations.handover");
  const [queries, router, say] = [useQueryClient(), useRouter(), useToast()];
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const params = { path: { doctor_id: doctorId } };
  const key = ["handover", doctorId];
  const { data: booked } = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET("/v1/doctors/{doctor_id}/upcoming", { params, headers: PASSIVE })),
    initialData: initial,
    refetchInterval: LOOK_MS,
  });
  const ask = useMutation({
    mutationFn: (to: string) => answer(api.POST("/v1/doctors/{doctor_id}/handover", { params, body: { to_doctor_id: to } })),
    onSuccess: (now) => {
      queries.setQueryData(key, now);
      say(t("asked", { count: now.count, name: chosen?.name ?? "" }));
      setChosen(null);
      router.refresh();
    },
  });
  return (
    <Card aria-labelledby="handover" className="grid gap-4">
      <div>
        <h2 id="handover" className="text-lg">
          {t("title")}
        </h2>
        <p className="mt-1 text-soft">{t("text")}</p>
      </div>
      <Counts booked={booked} />
      {booked.count > 0 ? (
        <>
          <Visits booked={booked} zone={zone} />
          <NameSearch label={<InputField label={t("search")} name="words" type="search" maxLength={100} className="flex-1 basis-56" />} submit={t("submit")}>
            {(words) => <DoctorChoice name={words} onChoose={setChosen} />}
          </NameSearch>
        </>
      ) : null}
      <ConfirmDialog
        title={t("askOf", { name: chosen?.name ?? "" })}
        isOpen={chosen !== null}
        onClose={() => {
          ask.reset();
          setChosen(null);
        }}
        closeLabel={t("back")}
        confirmLabel={t("ask", { count: booked.count })}
        backLabel={t("back")}
        onConfirm={() => chosen && ask.mutate(chosen.id)}
        isPending={ask.isPending}
        error={ask.error}
      >
        <p>{t("askText", { name: chosen?.name ?? "", leaving: name })}</p>
      </ConfirmDialog>
    </Card>
  );
}

/**
 * Says how many visits are booked. Once patients were asked to see another doctor: how many have not answered, and how
 * many were asked for the same time, were asked to choose a time, or declined.
 */
function Counts({ booked }: { booked: Upcoming }) {
  const t = useTranslations("operations.handover");
  const open = booked.proposed + booked.to_choose;
  if (booked.count === 0) return <p role="status" className="font-semibold">{t("nothingLeft")}</p>;
  if (open + booked.declined === 0) return <p className="font-semibold">{t("booked", { count: booked.count })}</p>;
  return (
    <div role="status">
      <p className="font-semibold">{t("unanswered", { count: open, all: booked.count })}</p>
      <ul className="mt-1 text-sm text-soft">
        {COUNTS.filter((each) => booked[each] > 0).map((each) => (
          <li key={each}>{t(`counts.${each}`, { count: booked[each] })}</li>
        ))}
      </ul>
    </div>
  );
}

function Visits({ booked: { items, count }, zone }: { booked: Upcoming; zone: string }) {
  const [t, locale, nameOf] = [useTranslations("operations.handover"), useLocale(), usePatientName()];
  return (
    <details>
      <summary className="min-h-tap cursor-pointer py-2.5 font-semibold">{t("list", { count })}</summary>
      <ul>
        {items.map((visit) => (
          <li key={visit.id} className="flex flex-wrap gap-x-3 border-t border-line py-1.5">
            <span data-numbers>
              {shortDay(visit.starts_at, locale, zone)}, {clock(visit.starts_at, locale, zone)}
            </span>
            <span className="font-semibold">{nameOf({ name: visit.patient_name })}</span>
            <span data-numbers className="text-sm text-soft">
              {visit.reference}
            </span>
            <span className="text-sm">{t(`state.${visit.handover}`, { name: visit.handover_doctor_name ?? "" })}</span>
          </li>
        ))}
      </ul>
      {count > items.length ? <p className="mt-2 text-sm text-soft">{t("first", { count: items.length })}</p> : null}
    </details>
  );
}
