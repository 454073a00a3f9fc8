import { createNavigation } from "next-intl/navigation";

import { routing } from "./routing";

/** next-intl's own functions; pages use `navigation`, which shows progress. */
export const { Link: PlainLink, redirect, usePathname, useRouter: usePlainRouter, getPathname } = createNavigation(routing);
