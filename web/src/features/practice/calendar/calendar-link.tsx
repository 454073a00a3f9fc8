"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { ProblemBanner } from "@/components/problem-banner";
import { InputField } from "@/components/input-field";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";

type Change = "make" | "rotate" | "end";

const SAID = { make: "made", rotate: "rotated", end: "ended" } as const;

/** A doctor's calendar link: the secret URL can be made, shown, renewed and ended. `initial` is null without a link. */
export function CalendarLink({ doctorId, initial }: { doctorId: string; initial: string | null }) {
  const [t, common] = [useTranslations("practice.calendar"), useTranslations("common")];
  const say = useToast();
  const [url, setUrl] = useState(initial);
  const [asked, setAsked] = useState<"rotate" | "end" | null>(null);
  const params = { path: { doctor_id: doctorId } };
  const changed = useMutation({
    mutationFn: async (change: Change): Promise<string | null> => {
      if (change !== "end") return (await answer(api.POST("/v1/doctors/{doctor_id}/calendar-link", { params }))).url;
      await answer(api.DELETE("/v1/doctors/{doctor_id}/calendar-link", { params }));
      return null;
    },
    onSuccess: (next, change) => {
      setUrl(next);
      setAsked(null);
      say(t(SAID[change]));
    },
  });
  if (url === null) {
    return (
      <Card>
        <ProblemBanner error={changed.error} className="mb-4" />
        <p className="mb-4">{t("none")}</p>
        <Button isPending={changed.isPending} onPress={() => changed.mutate("make")}>
          {t("make")}
        </Button>
      </Card>
    );
  }
  return (
    <Card>
      <Address url={url} />
      <p className="mt-4 max-w-prose">{t("how")}</p>
      <Banner tone="warning" className="mt-4">
        {t("secret")}
      </Banner>
      <div className="mt-6 flex flex-wrap gap-3">
        <Button kind="secondary" onPress={() => setAsked("rotate")}>
          {t("rotate")}
        </Button>
        <Button kind="secondary" onPress={() => setAsked("end")}>
          {t("end")}
        </Button>
      </div>
      <ConfirmDialog
        title={asked === "end" ? t("end") : t("rotate")}
        isOpen={asked !== null}
        onClose={() => {
          changed.reset();
          setAsked(null);
        }}
        closeLabel={common("close")}
        kind={asked === "end" ? "danger" : "primary"}
        confirmLabel={asked === "end" ? t("end") : t("rotate")}
        backLabel={t("back")}
        onConfirm={() => {
          if (asked) changed.mutate(asked);
        }}
        isPending={changed.isPending}
        error={changed.error}
      >
        <p>{asked === "end" ? t("endText") : t("rotateText")}</p>
      </ConfirmDialog>
    </Card>
  );
}

function Address({ url }: { url: string }) {
  const t = useTranslations("practice.calendar");
  const say = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      say(t("copied"));
    } catch {
      say(t("notCopied"), "warning"); // refused, or unavailable without HTTPS
    }
  };
  return (
    <div className="flex flex-wrap items-end gap-3">
      <InputField
        label={t("address")}
        readOnly
        value={url}
        onFocus={(event) => event.target.select()}
        className="min-w-0 flex-1 basis-64"
      />
      <Button kind="secondary" onPress={() => void copy()}>
        {t("copy")}
      </Button>
    </div>
  );
}
