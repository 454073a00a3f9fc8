import { useLocale, useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { InputField } from "@/components/input-field";
import { SectionNav } from "@/components/section-nav";
import { getPathname } from "@/i18n/navigation";

import { STATES, type DoctorState } from "./state-mark";

interface DirectorySearchProps {
  q: string;
  state: DoctorState | null;
  counts: Schemas["StateCounts"];
}

/** The path of the directory, without the language, for these words (empty: all doctors), this state (null: all states) and page. */
export const directoryPath = (q: string, state: DoctorState | null, cursor?: string) => {
  const asked = new URLSearchParams({ ...(q && { q }), ...(state && { state }), ...(cursor && { cursor }) }).toString();
  return `/operations/doctors${asked ? `?${asked}` : ""}`;
};

/** Searches the directory by a plain form and links, so that the URL contains the query. */
export function DirectorySearch({ q, state, counts }: DirectorySearchProps) {
  const [t, locale] = [useTranslations("operations.doctors"), useLocale()];
  const all = STATES.reduce((sum, each) => sum + counts[each], 0);
  const tab = (each: DoctorState | null, label: string, count: number) => ({
    path: directoryPath(q, each),
    label: `${label} ${new Intl.NumberFormat(`${locale}-IN`).format(count)}`,
    isCurrent: each === state,
  });
  return (
    <>
      <form role="search" action={getPathname({ href: "/operations/doctors", locale })} className="mb-4 flex flex-wrap items-end gap-3">
        {state ? <input type="hidden" name="state" value={state} /> : null}
        <InputField label={t("search")} name="q" type="search" maxLength={100} defaultValue={q} className="flex-1 basis-56" />
        <Button type="submit" kind="secondary">
          {t("find")}
        </Button>
      </form>
      <SectionNav label={t("byState")} sections={[tab(null, t("all"), all), ...STATES.map((each) => tab(each, t(`states.${each}`), counts[each]))]} />
    </>
  );
}
