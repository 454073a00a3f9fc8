"use client";

import { useMutation } from "@tanstack/react-query";
import { CalendarOff, CalendarPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useToast } from "@/components/toast";

import { usePeriodWords } from "../shared/use-period-words";

type Exception = Schemas["ExceptionAnswer"];

interface ExceptionItemsProps {
  doctorId: string;
  items: readonly Exception[];
  zone: string;
  onChanged: () => void;
}

/** Present and future leave and extra hours; each can be deleted. */
export function ExceptionItems({ doctorId, items, zone, onChanged }: ExceptionItemsProps) {
  const t = useTranslations("practice.leave");
  const words = usePeriodWords(zone);
  const [chosen, setChosen] = useState<Exception | null>(null);
  if (items.length === 0) return <p className="text-soft">{t("none")}</p>;
  return (
    <>
      <ul className="grid gap-2">
        {items.map((item) => {
          const Icon = item.kind === "leave" ? CalendarOff : CalendarPlus;
          const period = words(item);
          return (
            <li key={item.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-md border border-line bg-surface px-4 py-2">
              <Icon aria-hidden size={20} className="shrink-0 text-turmeric-ink" />
              <div className="min-w-0 flex-1 basis-48">
                <p className="font-semibold">{t(`kinds.${item.kind}`)}</p>
                <p data-numbers>{period}</p>
                {item.note ? <p className="text-sm text-soft">{item.note}</p> : null}
              </div>
              <Button
                kind="secondary"
                aria-label={t("takeBackOf", { what: `${t(`kinds.${item.kind}`)}, ${period}` })}
                onPress={() => setChosen(item)}
              >
                {t("takeBack")}
              </Button>
            </li>
          );
        })}
      </ul>
      <TakeBack doctorId={doctorId} chosen={chosen} zone={zone} onClose={() => setChosen(null)} onChanged={onChanged} />
    </>
  );
}

interface TakeBackProps {
  doctorId: string;
  chosen: Exception | null;
  zone: string;
  onClose: () => void;
  onChanged: () => void;
}

function TakeBack({ doctorId, chosen, zone, onClose, onChanged }: TakeBackProps) {
  const [t, common] = [useTranslations("practice.leave"), useTranslations("common")];
  const [say, words] = [useToast(), usePeriodWords(zone)];
  const taken = useMutation({
    mutationFn: (exception_id: string) =>
      answer(
        api.DELETE("/v1/doctors/{doctor_id}/exceptions/{exception_id}", {
          params: { path: { doctor_id: doctorId, exception_id } },
        }),
      ),
    onSuccess: () => {
      say(t("takenBack"));
      onClose();
    },
    onSettled: onChanged,
  });
  return (
    <ConfirmDialog
      title={chosen ? t("takeBackOf", { what: `${t(`kinds.${chosen.kind}`)}, ${words(chosen)}` }) : ""}
      isOpen={chosen !== null}
      onClose={() => {
        taken.reset();
        onClose();
      }}
      closeLabel={common("close")}
      confirmLabel={t("takeBack")}
      backLabel={t("back")}
      onConfirm={() => {
        if (chosen) taken.mutate(chosen.id);
      }}
      isPending={taken.isPending}
      error={taken.error}
    >
      <p>{chosen?.kind === "extra_hours" ? t("takeBackExtraText") : t("takeBackText")}</p>
    </ConfirmDialog>
  );
}
