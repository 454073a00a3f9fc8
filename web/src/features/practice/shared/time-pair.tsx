import { useTranslations } from "next-intl";
import { useId } from "react";

import { FieldFault } from "@/components/field-fault";
import { InputField } from "@/components/input-field";

/** Two times on a wall clock, such as `09:00` and `13:30`; empty while not entered. */
interface Times {
  starts: string;
  ends: string;
}

interface TimePairProps {
  value: Times;
  onChange: (change: Partial<Times>) => void;
  error?: string | undefined;
}

/** The fields for a start and an end, in steps of five minutes. */
export function TimePair({ value, onChange, error }: TimePairProps) {
  const t = useTranslations("practice");
  const fault = useId();
  return (
    <div>
      <div className="flex flex-wrap gap-3">
        {(["starts", "ends"] as const).map((name) => (
          <InputField
            key={name}
            label={t(name)}
            type="time"
            step={300}
            required
            value={value[name]}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? fault : undefined}
            onChange={({ target }) => onChange({ [name]: target.value })}
            className="w-36"
          />
        ))}
      </div>
      <FieldFault id={fault}>{error}</FieldFault>
    </div>
  );
}
