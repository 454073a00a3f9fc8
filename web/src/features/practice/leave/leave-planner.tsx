"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";

import { blank, bodyOf } from "../shared/leave/draft";
import { ExceptionItems } from "./exception-items";
import { LeaveCheck } from "../shared/leave/leave-check";
import { LeaveDone } from "./leave-done";
import { LeaveForm } from "./leave-form";
import { periodOf, type Entered } from "../shared/leave/period";
import { useAdding } from "../shared/leave/use-adding";

type Exception = Schemas["ExceptionAnswer"];

interface LeavePlannerProps {
  doctorId: string;
  zone: string;
  today: string;
  initial: Exception[];
}

/**
 * The steps of adding leave or extra hours: enter the period, see the affected visits, choose what happens to them,
 * confirm.
 */
export function LeavePlanner({ doctorId, zone, today, initial }: LeavePlannerProps) {
  const t = useTranslations("practice.leave");
  const params = { path: { doctor_id: doctorId } };
  const [entered, setEntered] = useState<Entered>(() => blank(today));
  const known = useQuery({
    queryKey: ["exceptions", doctorId],
    queryFn: () => answer(api.GET("/v1/doctors/{doctor_id}/exceptions", { params })),
    initialData: { items: initial },
  });
  const look = useMutation({
    mutationFn: () =>
      answer(api.POST("/v1/doctors/{doctor_id}/exceptions/preview", { params, body: bodyOf(entered, zone, "keep") })),
  });
  const add = useAdding(doctorId, look.data?.affected_appointments ?? [], () => {
    look.reset();
    setEntered(blank(today));
    void known.refetch();
  });
  const edit = () => {
    look.reset();
    add.reset();
  };
  return (
    <div className="grid gap-8">
      {add.data ? <LeaveDone added={add.data} fate={add.variables.affected} zone={zone} /> : null}
      <section aria-labelledby="coming">
        <h2 id="coming" className="mb-3 text-xl">
          {t("coming")}
        </h2>
        <ExceptionItems
          doctorId={doctorId}
          items={known.data.items}
          zone={zone}
          onChanged={() => {
            add.reset();
            void known.refetch();
          }}
        />
      </section>
      {look.data ? (
        <LeaveCheck
          entered={entered}
          period={periodOf(entered, zone)}
          affected={look.data.affected_appointments}
          zone={zone}
          error={add.error}
          isUnsure={add.isUnsure}
          isPending={add.isPending}
          onChange={edit}
          onConfirm={(fate) => add.mutate(bodyOf(entered, zone, fate))}
        />
      ) : (
        <LeaveForm
          entered={entered}
          zone={zone}
          today={today}
          error={look.error}
          isPending={look.isPending}
          onChange={(change) => {
            setEntered({ ...entered, ...change });
            if (add.data) add.reset();
          }}
          onLook={() => look.mutate()}
        />
      )}
    </div>
  );
}
