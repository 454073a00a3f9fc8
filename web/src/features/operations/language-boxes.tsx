import { useTranslations } from "next-intl";

import { Checkbox } from "@/components/checkbox";

export interface Language {
  /** The language's name in the API. */
  name: string;
  /** The name in the visitor's language, from the server, because browsers do not know all names. */
  label: string;
}

interface LanguageBoxesProps {
  label: string;
  languages: readonly Language[];
  /** The names of the chosen languages. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** A checkbox for each language. Only the chosen languages are visible until the list is opened. */
export function LanguageBoxes({ label, languages, chosen, onChange }: LanguageBoxesProps) {
  const t = useTranslations("operations");
  const shown = languages.filter(({ name }) => chosen.includes(name)).map((language) => language.label);
  const toggle = (name: string) => onChange(chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name]);
  return (
    <details className="rounded-md border border-line px-4">
      <summary className="min-h-tap cursor-pointer py-2.5">
        <span className="font-semibold">{label}</span>: {shown.join(", ") || t("noLanguages")}
      </summary>
      <div role="group" aria-label={label} className="grid grid-cols-2 gap-x-4 pb-2 sm:grid-cols-4">
        {languages.map(({ name, label: own }) => (
          <Checkbox key={name} label={own} checked={chosen.includes(name)} onChange={() => toggle(name)} />
        ))}
      </div>
    </details>
  );
}
