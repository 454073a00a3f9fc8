"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { api, PASSIVE } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { Banner } from "@/components/status";

const LOOK_MS = 5000;

/** The doctor's admission queue: its state, its length, and a button that turns it on or off. */
export function Rush({ doctorId }: { doctorId: string }) {
  const t = useTranslations("operations.rush");
  const queries = useQueryClient();
  const params = { path: { doctor_id: doctorId } };
  const key = ["rush", doctorId];
  const { data: rush, isError } = useQuery({
    queryKey: key,
    queryFn: () => answer(api.GET("/v1/doctors/{doctor_id}/rush", { params, headers: PASSIVE })),
    refetchInterval: LOOK_MS,
  });
  const change = useMutation({
    mutationFn: (on: boolean) => answer(api.PUT("/v1/doctors/{doctor_id}/rush", { params, body: { on } })),
    onSuccess: (now) => queries.setQueryData(key, now),
  });
  return (
    <Card>
      <h2 className="text-lg">{t("title")}</h2>
      <p className="mt-1 text-soft">{t("text")}</p>
      {rush?.on ? (
        <p className="mt-3 font-semibold" data-numbers>
          {t(rush.by === "demand" ? "onByDemand" : "on", { waiting: rush.waiting, rate: Math.round(rush.admitted_per_minute) })}
        </p>
      ) : null}
      {isError || change.isError ? <Banner tone="warning" isLive title={t("failed")} className="mt-3" /> : null}
      {rush ? (
        <Button kind="secondary" className="mt-4" isPending={change.isPending} onPress={() => change.mutate(!rush.on)}>
          {rush.on ? t("turnOff") : t("turnOn")}
        </Button>
      ) : null}
    </Card>
  );
}
