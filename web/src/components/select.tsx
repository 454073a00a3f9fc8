import { useId, type ComponentProps } from "react";

import { classes } from "@/lib/classes";

import { FieldFault } from "./field-fault";
import { Icon } from "./icon";
import { fieldStyle, labelStyle } from "./styles";

export interface Choice {
  value: string;
  label: string;
}

interface SelectProps extends Omit<ComponentProps<"select">, "children"> {
  label: string;
  choices: readonly Choice[];
  error?: string | undefined;
}

/** The browser's select: it works without JavaScript, and phones show their own picker. */
export function Select({ label, choices, error, className, id: given, ...props }: SelectProps) {
  const made = useId();
  const id = given ?? made;
  return (
    <div className={className}>
      <label htmlFor={id} className={labelStyle}>
        {label}
      </label>
      <div className="relative">
        <select
          {...props}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className={classes(fieldStyle, "cursor-pointer appearance-none pe-10 text-ellipsis")}
        >
          {choices.map(({ value, label: shown }) => (
            <option key={value} value={value}>
              {shown}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" size={18} className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2" />
      </div>
      <FieldFault id={`${id}-error`}>{error}</FieldFault>
    </div>
  );
}
