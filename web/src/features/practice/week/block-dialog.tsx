"use client";

import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { ProblemBanner } from "@/components/problem-banner";
import { useToast } from "@/components/toast";
import { longDay, ofDay } from "@/lib/time";

import { blank, bodyOf } from "../shared/leave/draft";
import { LeaveCheck } from "../shared/leave/leave-check";
import { faultOf, periodOf, type Entered, type EntryFault } from "../shared/leave/period";
import { useAdding } from "../shared/leave/use-adding";
import { TimePair } from "../shared/time-pair";
import { wall, type Period } from "./pointing";

/** A period of a day (`YYYY-MM-DD`) that is to be closed to new bookings. */
export interface Block extends Period {
  day: string;
}

interface BlockDialogProps {
  block: Block | null;
  doctorId: string;
  zone: string;
  onClose: () => void;
  onBlocked: () => void;
}

/** Closes a part of a day to new bookings, in three steps: times, affected visits, confirmation. */
export function BlockDialog({ block, zone, onClose, ...props }: BlockDialogProps) {
  const [t, common, locale] = [useTranslations("practice.week"), useTranslations("common"), useLocale()];
  const day = block ? longDay(ofDay(block.day), locale, "UTC") : "";
  return (
    <Dialog title={t("blockTitle", { day })} closeLabel={common("close")} isOpen={block !== null} onClose={onClose}>
      {block ? <Blocking key={`${block.day} ${block.from}`} block={block} zone={zone} {...props} /> : null}
    </Dialog>
  );
}

function Blocking({ block, doctorId, zone, onBlocked }: Omit<BlockDialogProps, "block" | "onClose"> & { block: Block }) {
  const [t, leave, say] = [useTranslations("practice.week"), useTranslations("practice.leave"), useToast()];
  const params = { path: { doctor_id: doctorId } };
  const [entered, setEntered] = useState<Entered>(() => ({
    ...blank(block.day),
    isWholeDays: false,
    starts: wall(block.from),
    ends: wall(block.to),
  }));
  const [fault, setFault] = useState<EntryFault | null>(null);
  const look = useMutation({
    mutationFn: () => answer(api.POST("/v1/doctors/{doctor_id}/exceptions/preview", { params, body: bodyOf(entered, zone, "keep") })),
  });
  const add = useAdding(doctorId, look.data?.affected_appointments ?? [], () => {
    say(t("blocked"));
    onBlocked();
  });
  if (look.data) {
    return (
      <LeaveCheck
        entered={entered}
        period={periodOf(entered, zone)}
        affected={look.data.affected_appointments}
        zone={zone}
        error={add.error}
        isUnsure={add.isUnsure}
        isPending={add.isPending}
        onChange={() => {
          look.reset();
          add.reset();
        }}
        onConfirm={(fate) => add.mutate(bodyOf(entered, zone, fate))}
      />
    );
  }
  return (
    <form
method="post"
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        const found = faultOf(entered, zone, Date.now());
        setFault(found);
        if (!found) look.mutate();
      }}
    >
      <p>{t("blockText")}</p>
      <TimePair value={entered} error={fault ? leave(`faults.${fault}`) : undefined} onChange={(change) => {
          setFault(null);
          setEntered({ ...entered, ...change });
        }} />
      <ProblemBanner error={look.error} />
      <Button type="submit" isPending={look.isPending} className="justify-self-start">
        {t("blockNext")}
      </Button>
    </form>
  );
}
