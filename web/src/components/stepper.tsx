import { Check } from "lucide-react";

import { classes } from "@/lib/classes";

/** The progress within a task of a few steps. `current` counts from 0; `label` names the task. */
export function Stepper({ label, steps, current }: { label: string; steps: readonly string[]; current: number }) {
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {steps.map((step, index) => (
          <li
            key={step}
            aria-current={index === current ? "step" : undefined}
            className={classes("flex items-center gap-2", index === current ? "font-semibold" : "text-soft")}
          >
            <span
              className={classes(
                "grid size-7 place-items-center rounded-full border text-sm",
                index < current && "border-neem bg-neem text-on-neem",
                index === current && "border-neem text-neem",
                index > current && "border-edge",
              )}
            >
              {index < current ? <Check aria-hidden size={16} /> : index + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>
    </nav>
  );
}
