// What is added to answers as they leave: the policy of a page, and headers of all.
import { inlineScriptHashes, policy } from "./policy.mjs";

const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};
const HSTS = "max-age=31536000; includeSubDomains";
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Pages made for many are held back until they are whole; those made for one stream on. */
export function guard(response, nonce) {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  if (isPublicHttps()) response.setHeader("strict-transport-security", HSTS);
  const { write, end, flushHeaders } = response;
  const kept = [];
  let decided;
  const decide = () => (decided ??= settle(response, nonce));

  response.flushHeaders = function () {
    if (decide() !== "hold") flushHeaders.call(this);
  };
  response.write = function (chunk, ...rest) {
    if (decide() !== "hold") return write.call(this, chunk, ...rest);
    kept.push(Buffer.from(chunk));
    rest.at(-1)?.call?.(this);
    return true;
  };
  response.end = function (chunk, ...rest) {
    if (decide() !== "hold" || typeof chunk === "function") return end.call(this, chunk, ...rest);
    if (chunk) kept.push(Buffer.from(chunk));
    const body = Buffer.concat(kept);
    response.setHeader("content-security-policy", policy(inlineScriptHashes(body.toString())));
    return end.call(this, body, rest.find((part) => typeof part === "function"));
  };
}

/** "hold" for a page made for many. A 304 has no policy: the browser keeps the page's own. */
function settle(response, nonce) {
  const type = String(response.getHeader("content-type") ?? "");
  const caching = String(response.getHeader("cache-control") ?? "");
  // Only we know when a page changes: no browser or proxy may keep one without asking.
  if (caching.includes("s-maxage")) response.setHeader("cache-control", "public, no-cache");
  if (response.statusCode === 304 || !type.startsWith("text/html")) return "pass";
  if (!caching.includes("no-store")) return "hold";
  response.setHeader("content-security-policy", policy([`'nonce-${nonce}'`]));
  return "pass";
}

function isPublicHttps() {
  const url = new URL(process.env.AMRUTAM_PUBLIC_URL ?? "http://localhost");
  return url.protocol === "https:" && !LOOPBACK.has(url.hostname);
}
