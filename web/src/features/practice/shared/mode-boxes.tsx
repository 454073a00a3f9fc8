import { useTranslations } from "next-intl";
import { useId } from "react";

import { Checkbox } from "@/components/checkbox";
import { FieldFault } from "@/components/field-fault";
import { classes } from "@/lib/classes";
import { MODES, type Mode } from "@/lib/modes";

interface ModeBoxesProps {
  modes: readonly Mode[];
  onChange: (modes: Mode[]) => void;
  className?: string;
  error?: string | undefined;
}

/** A checkbox for each mode. */
export function ModeBoxes({ modes, onChange, error, className = "gap-x-5" }: ModeBoxesProps) {
  const [t, names] = [useTranslations("practice"), useTranslations("common.mode")];
  const fault = useId();
  const toggle = (mode: Mode) => onChange(modes.includes(mode) ? modes.filter((each) => each !== mode) : [...modes, mode]);
  return (
    <div>
      <div role="group" aria-label={t("modes")} className={classes("flex flex-wrap", className)}>
        {MODES.map((mode) => (
          <Checkbox
            key={mode}
            label={names(mode)}
            checked={modes.includes(mode)}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? fault : undefined}
            onChange={() => toggle(mode)}
          />
        ))}
      </div>
      <FieldFault id={fault}>{error}</FieldFault>
    </div>
  );
}
