"use client";

import { useMutation } from "@tanstack/react-query";
import { Clock } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { ProblemBanner } from "@/components/problem-banner";
import { SegmentedControl } from "@/components/segmented-control";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";
import { duration } from "@/lib/durations";

const CHOICES = [5, 10, 15, 20, 30, 45, 60, 90];

interface LatenessProps {
  doctorId: string;
  /** The lateness that is set; 0 for a doctor on time. */
  minutes: number;
  onChanged: () => void;
}

/** The doctor's lateness today: the doctor sets it, and waiting patients see it. */
export function Lateness({ doctorId, minutes, onChanged }: LatenessProps) {
  const [t, common, locale] = [useTranslations("practice.late"), useTranslations("common"), useLocale()];
  const [isOpen, setOpen] = useState(false);
  const say = useToast();
  const tell = useMutation({
    mutationFn: (late: number) =>
      answer(api.PUT("/v1/doctors/{doctor_id}/lateness", { params: { path: { doctor_id: doctorId } }, body: { minutes: late } })),
    onSuccess: (_, late) => {
      say(t(late ? "told" : "onTimeTold"));
      setOpen(false);
      onChanged();
    },
  });
  return (
    <div className="mb-4">
      {minutes > 0 ? (
        <Banner tone="warning" title={t("running", { duration: duration(minutes, locale) })}>
          <p>{t("seen")}</p>
          <div className="mt-1 flex flex-wrap gap-x-6">
            <Button kind="quiet" onPress={() => setOpen(true)}>
              {t("change")}
            </Button>
            <Button kind="quiet" isPending={tell.isPending} onPress={() => tell.mutate(0)}>
              {t("onTime")}
            </Button>
          </div>
          <ProblemBanner error={isOpen ? null : tell.error} />
        </Banner>
      ) : (
        <Button kind="secondary" onPress={() => setOpen(true)}>
          <Clock aria-hidden size={18} />
          {t("do")}
        </Button>
      )}
      <Dialog title={t("title")} closeLabel={common("close")} isOpen={isOpen} onClose={() => setOpen(false)}>
        <Choice present={minutes} error={tell.error} isPending={tell.isPending} onTell={(late) => tell.mutate(late)} />
      </Dialog>
    </div>
  );
}

interface ChoiceProps {
  present: number;
  error: unknown;
  isPending: boolean;
  onTell: (minutes: number) => void;
}

function Choice({ present, error, isPending, onTell }: ChoiceProps) {
  const [t, locale] = [useTranslations("practice.late"), useLocale()];
  const [minutes, setMinutes] = useState(present || 15);
  const choices = [...new Set([...CHOICES, minutes])].sort((one, other) => one - other);
  return (
    <div className="grid gap-5">
      <p>{t("text")}</p>
      <SegmentedControl
        legend={t("by")}
        name="late"
        value={String(minutes)}
        onChange={(value) => setMinutes(Number(value))}
        segments={choices.map((count) => ({ value: String(count), label: duration(count, locale) }))}
      />
      <ProblemBanner error={error} />
      <Button isPending={isPending} onPress={() => onTell(minutes)} className="justify-self-start">
        {t("tell")}
      </Button>
    </div>
  );
}
