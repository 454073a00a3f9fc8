import createMiddleware from "next-intl/middleware";

import { routing } from "./i18n/routing";

/** Redirects paths without a language to the language that the browser prefers. */
export default createMiddleware(routing);

export const config = {
  // All paths except those with a language, those of files, and internal paths, which only processes request.
  matcher: ["/((?!(?:en|hi|_next|api|internal)(?:/|$)|.*\\..*).*)"],
};
