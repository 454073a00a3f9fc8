import { createNavigation } from "next-intl/navigation";

import { routing } from "./routing";

/** As next-intl makes them; pages use `navigation`, which shows that the next page is on its way. */
export const { Link: PlainLink, redirect, usePathname, useRouter: usePlainRouter, getPathname } = createNavigation(routing);
