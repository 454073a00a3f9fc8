import { createNavigation } from "next-intl/navigation";

import { routing } from "./routing";

/** next-intl's own functions, which keep the visitor's language; pages use `navigation`, which also shows progress. */
export const { Link: PlainLink, redirect, usePathname, useRouter: usePlainRouter, getPathname } = createNavigation(routing);
