import type { ComponentProps } from "react";

import { Link as LocaleLink } from "@/i18n/navigation";

import { buttonStyle, linkStyle, type ButtonKind } from "./styles";

type LinkProps = ComponentProps<typeof LocaleLink>;

/** A link in running text; the path is without the language. */
export function Link({ className, ...props }: LinkProps) {
  return <LocaleLink prefetch={false} {...props} className={className ?? linkStyle} />;
}

/** A link that looks like a button. */
export function ButtonLink({ kind, className, ...props }: LinkProps & { kind?: ButtonKind; className?: string }) {
  return <LocaleLink prefetch={false} {...props} className={buttonStyle(kind, className)} />;
}
