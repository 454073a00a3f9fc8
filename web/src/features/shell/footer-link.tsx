import type { ComponentProps } from "react";

import { Link as LocaleLink } from "@/i18n/navigation";

export const linkStyleQuiet = "inline-flex min-h-tap items-center underline underline-offset-4 hover:decoration-2";

export function Link(props: ComponentProps<typeof LocaleLink>) {
  return <LocaleLink prefetch={false} {...props} className={linkStyleQuiet} />;
}
