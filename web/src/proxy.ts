import createMiddleware from "next-intl/middleware";

import { routing } from "./i18n/routing";

/** Sends addresses without a language to the one the visitor's browser prefers. */
export default createMiddleware(routing);

export const config = {
  // Not what has a language, not files, and not what processes say to each other.
  matcher: ["/((?!(?:en|hi)(?:/|$)|_next|api|internal|.*\\..*).*)"],
};
