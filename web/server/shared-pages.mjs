// Pages that are the same for every visitor, which the proxy may cache briefly.

const SHARED = /^\/(?:en|hi)(?:\/sign-in(?:\/password)?|\/doctors(?:\/[^/]+)?)?$/;

/**
 * The Cache-Control header of shared pages: two seconds at most while the website answers; up to an hour while it
 * does not (RFC 5861).
 */
export const KEPT = "public, max-age=0, must-revalidate, s-maxage=1, stale-while-revalidate=1, stale-if-error=3600";

// The only headers that Next needs for such a page. Cookies, languages, addresses and browsers differ between visitors and must not affect
// the page. Headers of Next's router are in its Vary; Next needs all of them to check the parameter `_rsc`, which is a hash of them. If one
// is missing, Next redirects, and the router asks again and again. `next-url` has no other effect: Next removes it before it makes the page.
const NEEDED = new Set([
  "host",
  "connection",
  "if-none-match",
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-url",
]);

export function isShared({ method, url }) {
  return (method === "GET" || method === "HEAD") && SHARED.test(url.split("?", 1)[0]);
}

/** Removes from the request what differs between visitors. */
export function forgetVisitor({ headers }) {
  for (const name of Object.keys(headers)) if (!NEEDED.has(name)) delete headers[name];
}
