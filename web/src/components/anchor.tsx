import { useLocale } from "next-intl";
import type { ComponentProps } from "react";

import { getPathname } from "@/i18n/navigation";

interface AnchorProps extends ComponentProps<"a"> {
  /** Without its language. */
  href: string;
}

/** A link of which a page has many: HTML alone, so that the browser has nothing to hydrate. The page has a `SoftNavigation`. */
export function Anchor({ href, children, ...props }: AnchorProps) {
  return (
    <a {...props} href={getPathname({ href, locale: useLocale() })} data-soft="">
      {children}
    </a>
  );
}
