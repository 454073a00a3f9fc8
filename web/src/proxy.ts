import createMiddleware from "next-intl/middleware";

import { routing } from "./i18n/routing";

/** Sends addresses without a language to the one the visitor's browser prefers. */
export default createMiddleware(routing);

export const config = {
  // Not files, and not what processes say to each other.
  matcher: ["/((?!_next|internal|.*\\..*).*)"],
};
