import type { ComponentProps } from "react";

import { classes } from "@/lib/classes";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      {...props}
      className={classes("rounded-lg border border-line bg-surface p-5 shadow-card sm:p-6", className)}
    />
  );
}
