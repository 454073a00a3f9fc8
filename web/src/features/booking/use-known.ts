"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale } from "next-intl";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { patientsKey, type Patient } from "@/components/family-form";

import { noticeKey } from "./steps/consent";

export interface Known {
  patients: Patient[];
  /** Whether the account has consented to the present version of the notice. */
  isConsented: boolean;
}

/**
 * The account's patients and consent, which all steps share, so that no step requests these data again. Null until the
 * patients, the notice and the consents are loaded.
 */
export function useKnown(): Known | null {
  const locale = useLocale();
  const patients = useQuery({ queryKey: patientsKey, queryFn: () => answer(api.GET("/v1/me/patients")) });
  const notice = useQuery({
    queryKey: [...noticeKey, locale],
    queryFn: () => answer(api.GET("/v1/consent-notice", { params: { query: { locale } } })),
    staleTime: Infinity,
  });
  const consents = useQuery({ queryKey: ["consents"], queryFn: () => answer(api.GET("/v1/me/consents")) });
  if (!patients.data || !notice.data || !consents.data) return null;
  const { version } = notice.data;
  const isConsented = consents.data.items.some((one) => one.version === version && one.withdrawn_at === null);
  return { patients: patients.data.items, isConsented };
}
