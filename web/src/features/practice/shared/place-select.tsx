"use client";

import { useTranslations } from "next-intl";
import { createContext, use } from "react";

import type { Schemas } from "@/api/client";
import { Select } from "@/components/select";
import { placeWords } from "@/lib/clinics";

interface Places {
  doctorId: string;
  clinics: readonly Schemas["DoctorsClinic"][];
}

/** Where the doctor may work. */
export const PlacesContext = createContext<Places>({ doctorId: "", clinics: [] });

interface PlaceSelectProps {
  /** Empty: the own practice. */
  value: string;
  isInPerson: boolean;
  onChange: (clinic: string) => void;
}

/** Where visits in person are; nothing where there is no choice. */
export function PlaceSelect({ value, isInPerson, onChange }: PlaceSelectProps) {
  const t = useTranslations("practice.hours");
  const { doctorId, clinics } = use(PlacesContext);
  if (!isInPerson || clinics.length < 2) return null;
  const choices = clinics.map((clinic) => ({
    value: clinic.id === doctorId ? "" : clinic.id,
    label: clinic.id === doctorId ? [t("ownPractice"), placeWords(clinic, doctorId)].filter(Boolean).join(": ") : placeWords(clinic, doctorId),
  }));
  return <Select label={t("place")} value={value} choices={choices} onChange={({ target }) => onChange(target.value)} className="min-w-0 flex-1 basis-64" />;
}
