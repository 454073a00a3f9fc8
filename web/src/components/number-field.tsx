import type { ComponentProps } from "react";

import { InputField } from "./input-field";

interface NumberFieldProps extends Omit<ComponentProps<typeof InputField>, "type" | "inputMode" | "value" | "onChange"> {
  /** The entered number; NaN while the field is empty. */
  value: number;
  onChange: (value: number) => void;
}

/** A field for a number; phones show a keypad of digits. */
export function NumberField({ value, onChange, ...props }: NumberFieldProps) {
  return (
    <InputField
      {...props}
      type="number"
      inputMode="numeric"
      value={Number.isNaN(value) ? "" : value}
      onChange={({ target }) => onChange(target.valueAsNumber)}
    />
  );
}
