"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { longDay } from "@/lib/time";
import { useRepeatable } from "@/lib/use-repeatable";

import { ifMatch } from "./draft";

interface ClosingProps {
  clinic: Schemas["ClinicAnswer"];
  /** The ETag of the shown clinic. */
  tag: string | null;
  upcoming: Schemas["Upcoming"];
}

interface Change {
  isOpening: boolean;
  tag: string | null;
}

/** Closes the clinic for new bookings, or opens it again, after a confirmation that counts the booked visits, which stay. */
export function Closing({ clinic, tag, upcoming }: ClosingProps) {
  const [t, common, locale] = [useTranslations("clinics.closing"), useTranslations("common"), useLocale()];
  const [router, say] = [useRouter(), useToast()];
  const [isAsked, setAsked] = useState(false);
  const { id, name, closed_at, time_zone } = clinic;
  const path = { clinic_id: id };
  const save = useRepeatable({
    entries: ({ isOpening }: Change) => isOpening,
    send: ({ isOpening, tag: shown }) => {
      const params = { path, header: ifMatch(shown) };
      return answer(isOpening ? api.POST("/v1/clinics/{clinic_id}/open", { params }) : api.POST("/v1/clinics/{clinic_id}/close", { params }));
    },
    done: async ({ isOpening }) => {
      const now = await answer(api.GET("/v1/clinics/{clinic_id}", { params: { path }, cache: "no-store" }));
      return isOpening === (now.closed_at === null) ? now : null;
    },
    tries: 1,
    onSuccess: (changed) => {
      setAsked(false);
      say(t(changed.closed_at ? "closed" : "opened", { name }));
      router.refresh();
    },
  });
  const day = (at: string) => longDay(at, locale, time_zone);
  const { visits, last } = upcoming;
  const booked = last ? t("upcoming", { visits, last: day(last) }) : t("noneUpcoming");
  const action = t(closed_at ? "open" : "close");
  return (
    <div>
      {closed_at ? (
        <Banner tone="warning" title={t("isClosed", { day: day(closed_at) })} className="mb-3">
          <p>{t("isClosedText")}</p>
          <p>{booked}</p>
        </Banner>
      ) : null}
      <Button kind="secondary" onPress={() => setAsked(true)}>
        {action}
      </Button>
      <ConfirmDialog
        title={t(closed_at ? "openOf" : "closeOf", { name })}
        isOpen={isAsked}
        onClose={() => {
          save.reset();
          setAsked(false);
        }}
        closeLabel={common("close")}
        kind={closed_at ? "primary" : "danger"}
        confirmLabel={action}
        backLabel={t("back")}
        onConfirm={() => save.mutate({ isOpening: closed_at !== null, tag })}
        isPending={save.isPending}
        error={save.error}
        isUnsure={save.isUnsure}
      >
        <p>{t(closed_at ? "openText" : "closeText")}</p>
        {closed_at ? null : <p className="mt-3 font-semibold">{booked}</p>}
      </ConfirmDialog>
    </div>
  );
}
