import { useLocale, useTranslations } from "next-intl";

import { Checkbox } from "@/components/checkbox";
import { languageName, languageNames } from "@/lib/languages";

interface LanguageBoxesProps {
  /** Names of the API. */
  languages: readonly string[];
  onChange: (languages: string[]) => void;
}

/** A checkbox for each language, folded away behind those that are chosen. */
export function LanguageBoxes({ languages, onChange }: LanguageBoxesProps) {
  const [t, locale] = [useTranslations("clinics.form"), useLocale()];
  const shown = languages.map((name) => languageName(name, locale)).join(", ");
  const toggle = (name: string) => onChange(languages.includes(name) ? languages.filter((each) => each !== name) : [...languages, name]);
  return (
    <details className="rounded-md border border-line px-4">
      <summary className="min-h-tap cursor-pointer py-2.5">
        <span className="font-semibold">{t("languages")}</span>: {shown || t("noLanguages")}
      </summary>
      <div role="group" aria-label={t("languages")} className="grid grid-cols-2 gap-x-4 pb-2 sm:grid-cols-4">
        {languageNames.map((name) => (
          <Checkbox key={name} label={languageName(name, locale)} checked={languages.includes(name)} onChange={() => toggle(name)} />
        ))}
      </div>
    </details>
  );
}
