// The Content-Security-Policy of pages. A page that is made for one request carries a nonce; one
// that was made for many is sent with the hash of each inline script that is known to be ours.
import { createHash } from "node:crypto";

import { INJECTED_STYLES, THEME_SCRIPT } from "./known-inline.mjs";
import { allowedScripts, bootScripts } from "./scripts.mjs";

export function hashOf(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

const BOOT = bootScripts(new URL("..", import.meta.url));

/** Of the inline scripts that a page without a nonce may run. */
export function scriptHashes(html) {
  return allowedScripts(html, BOOT).filter((text) => text !== THEME_SCRIPT).map(hashOf);
}

const STYLES = INJECTED_STYLES.map(hashOf).join(" ");
const THEME = hashOf(THEME_SCRIPT);

/** `scripts`: a nonce or hashes, as the policy writes them. */
export function policy(scripts) {
  return [
    "default-src 'none'",
    `script-src 'self' ${THEME} ${scripts.join(" ")}`.trimEnd(),
    `style-src 'self' ${STYLES}`,
    "style-src-attr 'unsafe-inline'", // positions that React writes into its first HTML
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${socketOrigin()}`.trimEnd(),
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Safari before 15.4 does not count WebSockets as 'self'. */
function socketOrigin() {
  const url = process.env.AMRUTAM_PUBLIC_URL;
  return url ? new URL(url).origin.replace(/^http/, "ws") : "";
}
