import { useId, type ComponentProps } from "react";

import { classes } from "@/lib/classes";

import { fieldStyle, labelStyle } from "./styles";

interface InputFieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  isLabelHidden?: boolean;
}

/** The browser's own field, for days, times and numbers: phones show their own way of choosing. */
export function InputField({ label, hint, error, isLabelHidden, className, ...props }: InputFieldProps) {
  const id = useId();
  const said = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={classes("min-w-0", className)}>
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : labelStyle}>
        {label}
      </label>
      <input
        {...props}
        id={id}
        aria-describedby={said || undefined}
        aria-invalid={error ? true : undefined}
        className={fieldStyle}
      />
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-sm text-soft">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-sm font-semibold text-clay">
          {error}
        </p>
      ) : null}
    </div>
  );
}
