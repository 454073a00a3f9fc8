import type { ComponentProps } from "react";

import { ToastProvider } from "@/components/toast";
import { QueryProvider } from "@/session/provider";

import { Words } from "./words";

/**
 * The providers of pages that call the API: `Words`, TanStack Query, and the one of `useToast`. Public pages use `Words`
 * alone, so that they load less script.
 */
export function Messages({ of, children }: ComponentProps<typeof Words>) {
  return (
    <Words of={of}>
      <QueryProvider>
        <ToastProvider>{children}</ToastProvider>
      </QueryProvider>
    </Words>
  );
}
