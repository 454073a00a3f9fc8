import { useLocale } from "next-intl";
import type { ComponentProps } from "react";

import { getPathname } from "@/i18n/navigation";

interface AnchorProps extends ComponentProps<"a"> {
  /** The path without the language. */
  href: string;
}

/** A link for pages with many links: it is plain HTML and is not hydrated. A `SoftNavigation` in the page follows it without a page load. */
export function Anchor({ href, children, ...props }: AnchorProps) {
  return (
    <a {...props} href={getPathname({ href, locale: useLocale() })} data-soft="">
      {children}
    </a>
  );
}
