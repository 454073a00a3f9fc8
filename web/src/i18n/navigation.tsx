import type { ComponentProps } from "react";

import { LinkProgress } from "@/components/progress";

import { PlainLink } from "./plain-navigation";

export { getPathname, redirect, usePathname } from "./plain-navigation";
export { useRouter } from "./use-router";

/** Links and redirects that keep the visitor's language. */
export function Link({ children, ...props }: ComponentProps<typeof PlainLink>) {
  return (
    <PlainLink {...props}>
      {children}
      <LinkProgress />
    </PlainLink>
  );
}
