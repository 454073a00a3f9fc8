"use client";

import { useTranslations } from "next-intl";
import { createContext, use } from "react";

import { Select } from "@/components/select";
import { placeWords } from "@/lib/clinics";

import { placeName, type Places } from "./places";

/** The doctor of the page, and the clinics where this doctor may work. */
export const PlacesContext = createContext<Places>({ doctorId: "", clinics: [] });

interface PlaceSelectProps {
  /** The id of the chosen clinic; empty for the own practice. */
  value: string;
  isInPerson: boolean;
  onChange: (clinic: string) => void;
}

/** Returns a function that gives the name of a visit's clinic; empty for an online visit and for a doctor with one place. */
export function usePlaceName(): (clinicId: string | null) => string {
  const [t, places] = [useTranslations("practice.hours"), use(PlacesContext)];
  return (clinicId) => placeName(places, clinicId, t("ownPractice"));
}

/** Selects the clinic of visits in person; renders nothing if there is no choice. A closed clinic is offered only if it is selected already. */
export function PlaceSelect({ value, isInPerson, onChange }: PlaceSelectProps) {
  const t = useTranslations("practice.hours");
  const { doctorId, clinics } = use(PlacesContext);
  if (!isInPerson || clinics.length < 2) return null;
  const choices = clinics
    .filter(({ id, closed }) => !closed || id === value)
    .map((clinic) => {
      const words = placeWords(clinic, doctorId);
      if (clinic.id === doctorId) return { value: "", label: [t("ownPractice"), words].filter(Boolean).join(": ") };
      return { value: clinic.id, label: clinic.closed ? t("closedPlace", { place: words }) : words };
    });
  return <Select label={t("place")} value={value} choices={choices} onChange={({ target }) => onChange(target.value)} className="min-w-0 flex-1 basis-64" />;
}
