import type { ComponentProps } from "react";

import { ToastProvider } from "@/components/toast";
import { QueryProvider } from "@/session/provider";

import { Words } from "./words";

/** For pages that ask the API: `Words`, TanStack's queries, and `useToast`. Public pages count every kilobyte, and have `Words` alone. */
export function Messages({ of, children }: ComponentProps<typeof Words>) {
  return (
    <Words of={of}>
      <QueryProvider>
        <ToastProvider>{children}</ToastProvider>
      </QueryProvider>
    </Words>
  );
}
