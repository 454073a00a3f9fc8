import { useTranslations } from "next-intl";

import { Checkbox } from "@/components/checkbox";

export interface Language {
  /** The API's. */
  name: string;
  /** In the visitor's language; from the server, because browsers do not know the names of all. */
  label: string;
}

interface LanguageBoxesProps {
  languages: readonly Language[];
  /** Names. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** A checkbox for each language, folded away behind those that are chosen. */
export function LanguageBoxes({ languages, chosen, onChange }: LanguageBoxesProps) {
  const t = useTranslations("clinics.form");
  const shown = languages.filter(({ name }) => chosen.includes(name)).map(({ label }) => label);
  const toggle = (name: string) => onChange(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
  return (
    <details className="rounded-md border border-line px-4">
      <summary className="min-h-tap cursor-pointer py-2.5">
        <span className="font-semibold">{t("languages")}</span>: {shown.join(", ") || t("noLanguages")}
      </summary>
      <div role="group" aria-label={t("languages")} className="grid grid-cols-2 gap-x-4 pb-2 sm:grid-cols-4">
        {languages.map(({ name, label }) => (
          <Checkbox key={name} label={label} checked={chosen.includes(name)} onChange={() => toggle(name)} />
        ))}
      </div>
    </details>
  );
}
