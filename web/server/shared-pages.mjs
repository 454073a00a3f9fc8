// Pages that are the same for every visitor, which the proxy in front may keep for a moment.

const SHARED = /^\/(?:en|hi)(?:\/sign-in(?:\/password)?|\/doctors(?:\/[^/]+)?)?$/;

/** Two seconds at most while the website answers; up to an hour while it does not (RFC 5861). */
export const KEPT = "public, max-age=0, must-revalidate, s-maxage=1, stale-while-revalidate=1, stale-if-error=3600";

// All that Next needs of a request for such a page, so that nothing else can end up in it: cookies, languages,
// addresses and browsers differ between visitors. What Next's router sends stands in its Vary.
const NEEDED = new Set([
  "host",
  "connection",
  "if-none-match",
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
]);

export function isShared({ method, url }) {
  return (method === "GET" || method === "HEAD") && SHARED.test(url.split("?", 1)[0]);
}

/** Takes from the request what differs between visitors. */
export function forgetVisitor({ headers }) {
  for (const name of Object.keys(headers)) if (!NEEDED.has(name)) delete headers[name];
}
