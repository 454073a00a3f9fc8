import type { ComponentProps } from "react";

import { LinkProgress } from "@/components/progress";

import { PlainLink } from "./plain-navigation";

export { getPathname, redirect, usePathname } from "./plain-navigation";
export { useRouter } from "./use-router";

/** A link that keeps the visitor's language, and shows a progress line until its page is loaded. The functions exported above keep the language too. */
export function Link({ children, ...props }: ComponentProps<typeof PlainLink>) {
  return (
    <PlainLink {...props}>
      {children}
      <LinkProgress />
    </PlainLink>
  );
}
