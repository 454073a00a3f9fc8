import type { ReactNode } from "react";

import { classes } from "@/lib/classes";

/** The frame of a page: its width and its margins. */
export function Page({ children, isNarrow = false }: { children: ReactNode; isNarrow?: boolean }) {
  return (
    <div className={classes("mx-auto w-full px-4 py-4 sm:px-6 sm:py-10", isNarrow ? "max-w-2xl" : "max-w-page")}>
      {children}
    </div>
  );
}
