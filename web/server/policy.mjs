// The Content-Security-Policy of pages. A page for one visitor has a nonce; a shared page has the hash of each of its inline scripts that
// is known.
import { createHash } from "node:crypto";

import { INJECTED_STYLES, THEME_SCRIPT } from "./known-inline.mjs";
import { allowedScripts, bootScripts } from "./scripts.mjs";

export function hashOf(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

const BOOT = bootScripts(new URL("..", import.meta.url));

/**
 * Hashes of the inline scripts in `html` that a page without a nonce may run, except the theme script's, which is in
 * every policy.
 */
export function scriptHashes(html) {
  return allowedScripts(html, BOOT).filter((text) => text !== THEME_SCRIPT).map(hashOf);
}

const STYLES = INJECTED_STYLES.map(hashOf).join(" ");
const THEME = hashOf(THEME_SCRIPT);

/** The policy of a page. `scripts`: a list of a nonce or of hashes in the policy's syntax, such as `'nonce-...'`; it may be empty. */
export function policy(scripts) {
  return [
    "default-src 'none'",
    `script-src 'self' ${THEME} ${scripts.join(" ")}`.trimEnd(),
    `style-src 'self' ${STYLES}`,
    "style-src-attr 'unsafe-inline'", // for style attributes with positions, which React writes into its first HTML
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

/**
 * The origin of WebSockets, which is named because older versions of Safari do not include it in 'self'
 * (github.com/w3c/webappsec-csp/issues/7). Empty without a public URL.
 */
function socketOrigin() {
  const url = process.env.AMRUTAM_PUBLIC_URL;
  return url ? new URL(url).origin.replace(/^http/, "ws") : "";
}
