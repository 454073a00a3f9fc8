import { useId, type ComponentProps } from "react";

import { classes } from "@/lib/classes";

import { FieldFault } from "./field-fault";
import { fieldStyle, labelStyle } from "./styles";

interface InputFieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  isLabelHidden?: boolean;
}

/** The browser's own input with its label, hint and error. For dates, times and numbers, phones show their own picker. */
export function InputField({ label, hint, error, isLabelHidden, className, ...props }: InputFieldProps) {
  const id = useId();
  const said = [hint ? `${id}-hint` : "", error ? `${id}-error` : "", props["aria-describedby"]].filter(Boolean).join(" ");
  return (
    <div className={classes("min-w-0", className)}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : labelStyle}>
        {label}
      </label>
      <input
        {...props}
        id={id}
        aria-describedby={said || undefined}
        aria-invalid={error ? true : props["aria-invalid"]}
        className={fieldStyle}
      />
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-sm text-soft">
          {hint}
        </p>
      ) : null}
      <FieldFault id={`${id}-error`}>{error}</FieldFault>
    </div>
  );
}
