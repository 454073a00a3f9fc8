"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type ChangeEvent } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { useProblemWords } from "@/api/use-problem-words";
import { useRouter } from "@/i18n/navigation";
import { useFaults } from "@/lib/use-faults";

import { Button } from "./button";
import { Card } from "./card";
import { DoctorPhoto } from "./doctor-photo";
import { FieldFault } from "./field-fault";
import { Banner } from "./status";
import { buttonStyle } from "./styles";
import { useToast } from "./toast";

const TYPES = ["image/jpeg", "image/png", "image/webp"];
const MOST_BYTES = 5_000_000;

interface PhotoFieldProps {
  doctorId: string;
  name: string;
  url: string | null;
}

/** Uploads, replaces or removes a doctor's photo. Each action takes effect at once. */
export function PhotoField({ doctorId, name, url: initial }: PhotoFieldProps) {
  const [t, words] = [useTranslations("common.photo"), useProblemWords()];
  const [router, say] = [useRouter(), useToast()];
  const [url, setUrl] = useState(initial);
  const { form, faults, find } = useFaults<"photo", HTMLDivElement>();
  const params = { path: { doctor_id: doctorId } };
  const onError = (error: unknown) => find(isProblem(error, "photo-refused") ? { photo: t("refused") } : { form: words(error) });
  const upload = useMutation({
    mutationFn: (file: File) => answer(api.PUT("/v1/doctors/{doctor_id}/photo", { params, body: file as never })),
    onError,
    onSuccess: ({ photo_url }) => {
      setUrl(photo_url);
      say(t("saved"));
      router.refresh();
    },
  });
  const drop = useMutation({
    mutationFn: () => answer(api.DELETE("/v1/doctors/{doctor_id}/photo", { params })),
    onError,
    onSuccess: () => {
      setUrl(null);
      say(t("removed"));
      router.refresh();
    },
  });
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = "";
    if (!file || upload.isPending) return;
    const isFitting = TYPES.includes(file.type) && file.size <= MOST_BYTES;
    if (!find({ photo: isFitting ? undefined : t("unfit") })) upload.mutate(file);
  };
  return (
    <Card aria-labelledby="photo" className="grid gap-3">
      <h2 id="photo" className="text-lg">
        {t("title")}
      </h2>
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      <div ref={form} className="flex flex-wrap items-center gap-4">
        <DoctorPhoto name={name} url={url} isLarge />
        <div className="grid min-w-0 flex-1 basis-56 gap-2">
          <p id="photo-hint" className="text-sm text-soft">
            {t("hint")}
          </p>
          <div className="flex flex-wrap items-center gap-3">
            <label
              htmlFor="photo-file"
              className={buttonStyle("secondary", "relative has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-neem")}
            >
              {t(upload.isPending ? "sending" : url ? "replace" : "choose")}
              <input
                id="photo-file"
                type="file"
                accept={TYPES.join(",")}
                aria-disabled={upload.isPending}
                aria-invalid={faults.photo ? true : undefined}
                aria-describedby={faults.photo ? "photo-fault photo-hint" : "photo-hint"}
                onChange={choose}
                className="absolute inset-0 cursor-pointer opacity-0"
              />
            </label>
            {url ? (
              <Button kind="quiet" isPending={drop.isPending} onPress={() => drop.mutate()}>
                {t("remove")}
              </Button>
            ) : null}
          </div>
          <FieldFault id="photo-fault">{faults.photo}</FieldFault>
        </div>
      </div>
    </Card>
  );
}
