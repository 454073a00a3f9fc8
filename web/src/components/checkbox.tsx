import { useId, type ComponentProps, type ReactNode } from "react";

import { classes } from "@/lib/classes";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "id"> & { label: ReactNode };

/** The browser's checkbox with its label. Pressing the box or the label changes it. */
export function Checkbox({ label, className, ...props }: CheckboxProps) {
  const id = useId();
  return (
    <label htmlFor={id} className={classes("inline-flex min-h-tap cursor-pointer items-center gap-2.5", className)}>
      <input {...props} type="checkbox" id={id} className="size-5 shrink-0 accent-[var(--neem)]" />
      <span>{label}</span>
    </label>
  );
}
