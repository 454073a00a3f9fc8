"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { MODES } from "@/lib/modes";

import { ExceptionItems } from "./exception-items";
import { LeaveCheck } from "./leave-check";
import { LeaveDone } from "./leave-done";
import { LeaveForm } from "./leave-form";
import { periodOf, type Entered } from "./period";

type Exception = Schemas["ExceptionAnswer"];
type Fate = "keep" | "cancel";

interface LeavePlannerProps {
  doctorId: string;
  zone: string;
  today: string;
  initial: Exception[];
}

/** Enter it, see who is affected, choose what becomes of them: only then it is done. */
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
  const add = useMutation({
    mutationFn: (fate: Fate) =>
      answer(api.POST("/v1/doctors/{doctor_id}/exceptions", { params, body: bodyOf(entered, zone, fate) })),
    onSuccess: () => {
      look.reset();
      setEntered(blank(today));
      void known.refetch();
    },
  });
  const edit = () => {
    look.reset();
    add.reset();
  };
  return (
    <div className="grid gap-8">
      {add.data ? <LeaveDone added={add.data} fate={add.variables} zone={zone} /> : null}
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
          isPending={add.isPending}
          onChange={edit}
          onConfirm={(fate) => add.mutate(fate)}
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

function blank(today: string): Entered {
  return {
    kind: "leave",
    firstDay: today,
    lastDay: today,
    isWholeDays: true,
    starts: "09:00",
    ends: "13:00",
    modes: MODES,
    clinic: "",
    note: "",
  };
}

function bodyOf(entered: Entered, zone: string, fate: Fate): Schemas["ExceptionDocument"] {
  const { kind, note, modes, clinic } = entered;
  const isThere = kind === "extra_hours" && modes.includes("in_person") && clinic !== "";
  const isLeave = kind === "leave";
  return { kind, note, ...periodOf(entered, zone), modes: isLeave ? null : [...modes], clinic_id: isThere ? clinic : null, affected: isLeave ? fate : "keep" };
}
