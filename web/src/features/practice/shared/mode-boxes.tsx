import { useTranslations } from "next-intl";

import { Checkbox } from "@/components/checkbox";
import { classes } from "@/lib/classes";
import { MODES, type Mode } from "@/lib/modes";

interface ModeBoxesProps {
  modes: readonly Mode[];
  onChange: (modes: Mode[]) => void;
  className?: string;
}

/** A checkbox for each mode: any number of them may be chosen. */
export function ModeBoxes({ modes, onChange, className = "gap-x-5" }: ModeBoxesProps) {
  const [t, names] = [useTranslations("practice"), useTranslations("common.mode")];
  const toggle = (mode: Mode) => onChange(modes.includes(mode) ? modes.filter((each) => each !== mode) : [...modes, mode]);
  return (
    <div role="group" aria-label={t("modes")} className={classes("flex flex-wrap", className)}>
      {MODES.map((mode) => (
        <Checkbox key={mode} label={names(mode)} checked={modes.includes(mode)} onChange={() => toggle(mode)} />
      ))}
    </div>
  );
}
