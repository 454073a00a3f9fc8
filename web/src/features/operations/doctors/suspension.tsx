"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Arrival } from "@/components/arrival";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { FateChoice, type Fate } from "@/components/fate-choice";
import { ProblemBanner } from "@/components/problem-banner";
import { Skeleton } from "@/components/skeleton";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { clock, shortDay } from "@/lib/time";
import { usePatientName } from "@/lib/use-patient-name";

type Affected = Schemas["UpcomingVisits"]["items"][number];

interface SuspensionProps {
  doctorId: string;
  name: string;
  zone: string;
  onClose: () => void;
}

/**
 * Asks whether the booked visits of a doctor stay or are cancelled, and then suspends the doctor. The panel takes the
 * focus.
 */
export function Suspension({ doctorId, name, zone, onClose }: SuspensionProps) {
  const t = useTranslations("operations.suspension");
  const [router, say] = [useRouter(), useToast()];
  const [fate, setFate] = useState<Fate>("keep");
  const params = { path: { doctor_id: doctorId } };
  const booked = useQuery({
    queryKey: ["upcoming", doctorId],
    queryFn: () => answer(api.GET("/v1/doctors/{doctor_id}/upcoming", { params })),
    staleTime: 0,
    retry: false,
  });
  const suspend = useMutation({
    mutationFn: (affected: Fate) => answer(api.POST("/v1/doctors/{doctor_id}/suspend", { params, body: { affected } })),
    onSuccess: () => {
      say(t("done", { name }));
      onClose();
      router.refresh();
    },
  });
  const count = booked.data?.count ?? 0;
  return (
    <Card aria-labelledby="suspension" className="mt-4 border-clay">
      <Arrival className="mb-4">
        <h2 id="suspension" className="text-xl">
          {t("title", { name })}
        </h2>
      </Arrival>
      <p>{t("text")}</p>
      {booked.isPending ? <Skeleton className="mt-4 h-24" /> : null}
      <ProblemBanner error={booked.error ?? suspend.error} className="mt-4" />
      {booked.data && count === 0 ? <p className="mt-3 font-semibold">{t("nobody")}</p> : null}
      {booked.data && count > 0 ? (
        <>
          <Visits visits={booked.data.items} count={count} zone={zone} />
          <FateChoice messages="operations.suspension" fate={fate} onChange={setFate} />
        </>
      ) : null}
      <div className="mt-6 flex flex-wrap gap-3">
        <Button kind="danger" isDisabled={!booked.data} isPending={suspend.isPending} onPress={() => suspend.mutate(count > 0 ? fate : "keep")}>
          {count > 0 && fate === "cancel" ? t("cancelAll", { count }) : t("do")}
        </Button>
        <Button kind="secondary" onPress={onClose}>
          {t("back")}
        </Button>
      </div>
    </Card>
  );
}

function Visits({ visits, count, zone }: { visits: readonly Affected[]; count: number; zone: string }) {
  const [t, common, locale, nameOf] = [useTranslations("operations.suspension"), useTranslations("common.mode"), useLocale(), usePatientName()];
  return (
    <details open={visits.length <= 12} className="mt-4">
      <summary className="min-h-tap cursor-pointer py-2.5 font-semibold">{t("booked", { count })}</summary>
      <ul>
        {visits.map((visit) => (
          <li key={visit.id} className="flex flex-wrap gap-x-3 border-t border-line py-1.5">
            <span data-numbers>
              {shortDay(visit.starts_at, locale, zone)}, {clock(visit.starts_at, locale, zone)}
            </span>
            <span className="font-semibold">{nameOf({ name: visit.patient_name })}</span>
            <span className="text-sm text-soft">{common(visit.mode)}</span>
            <span data-numbers className="text-sm text-soft">
              {visit.reference}
            </span>
          </li>
        ))}
      </ul>
      {count > visits.length ? <p className="mt-2 text-sm text-soft">{t("first", { count: visits.length })}</p> : null}
    </details>
  );
}
