// Sets the headers of responses (security headers, a page's policy, and how long a response may be cached), and replaces a page
// that failed because of the API by the page that explains the failure.
import { failurePage } from "./failure-page.mjs";
import { policy, scriptHashes } from "./policy.mjs";
import { KEPT } from "./shared-pages.mjs";

const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(self), microphone=(), payment=(), usb=()", // the search uses the position for distances
};
const HSTS = "max-age=31536000; includeSubDomains";
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Replaces the methods of a response so that it gets the headers, and so that a page is sent only once it is complete: until
 * then a part of it can fail, and one write costs less than many. `page.path`: the path without the query; `page.nonce`: the
 * nonce of a page for one visitor, undefined for all others; `page.isShared`: whether the page is the same for all visitors;
 * `page.failure()`: the API's failure while the page was made (see failures.mjs), or null.
 */
export function guard(response, page) {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  if (isPublicHttps()) response.setHeader("strict-transport-security", HSTS);
  const { write, end, flushHeaders } = response;
  const pieces = [];
  let held;
  const isHeld = () => (held ??= begin(response, page));

  response.flushHeaders = function () {
    if (!isHeld()) flushHeaders.call(this);
  };
  response.write = function (chunk, ...rest) {
    if (!isHeld()) return write.call(this, chunk, ...rest);
    pieces.push(Buffer.from(chunk));
    rest.at(-1)?.call?.(this);
    return true;
  };
  response.end = function (chunk, ...rest) {
    if (!isHeld() || typeof chunk === "function") return end.call(this, chunk, ...rest);
    if (chunk) pieces.push(Buffer.from(chunk));
    return end.call(this, finish(response, page, Buffer.concat(pieces)), rest.find((part) => typeof part === "function"));
  };
}

/** Sets Cache-Control, and returns whether the answer is held back until it is complete. A 304 needs no policy, because the browser uses the policy of its copy. */
function begin(response, { isShared }) {
  const type = String(response.getHeader("content-type") ?? "");
  if (isShared && mayBeKept(response)) response.setHeader("cache-control", KEPT);
  else if (!saysHowLong(response)) response.setHeader("cache-control", "private, no-store");
  if (response.statusCode === 304) return false;
  return response.statusCode === 500 || type.startsWith("text/html") || (isShared && type.startsWith("text/x-component"));
}

function mayBeKept(response) {
  return [200, 304].includes(response.statusCode) && !response.hasHeader("set-cookie");
}

/**
 * Whether Cache-Control says how long a browser may keep the answer. Next's header for pages (`s-maxage`,
 * `no-store`) does not count, because Next means it for a cache like Next's.
 */
function saysHowLong(response) {
  const caching = String(response.getHeader("cache-control") ?? "");
  return caching !== "" && !/s-maxage|no-store/.test(caching);
}

/** Sets the last headers of a complete page, and returns the body to send: the page, or the explanation of the API's failure. */
function finish(response, page, body) {
  const failure = page.failure();
  const isHtml = String(response.getHeader("content-type")).startsWith("text/html");
  const isBroken = response.statusCode === 500 || (isHtml ? BROKEN_PART : BROKEN_DATA).test(body.toString("latin1"));
  if (isBroken && failure) return refuse(response, page, failure);
  if (isBroken) response.setHeader("cache-control", "private, no-store");
  if (isHtml) {
    const scripts = page.nonce ? [`'nonce-${page.nonce}'`] : scriptHashes(body.toString());
    response.setHeader("content-security-policy", policy(scripts));
  }
  return body;
}

// These match a page of which a part failed after Next had set status 200: in HTML below a `loading.tsx`, in
// the data of Next's client-side router anywhere. An error's digest is a number; Next's own digests (a redirect, a part for
// browsers only) are texts.
const BROKEN_PART = / data-dgst="\d|\$RX\("[^"]*","\d/;
const BROKEN_DATA = /^[0-9a-f]+:E\{"digest":"\d/m;

/**
 * Replaces the answer by the page that explains the failure. Next's router reloads a page whose answer is not 200,
 * and so shows the explanation too.
 */
function refuse(response, page, { status, retryAfterSeconds }) {
  response.statusCode = status;
  response.statusMessage = "";
  response.setHeader("cache-control", "private, no-store");
  response.setHeader("retry-after", String(retryAfterSeconds));
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("content-security-policy", policy([]));
  for (const name of ["link", "etag", "content-length"]) response.removeHeader(name);
  return failurePage(status, page.path);
}

function isPublicHttps() {
  const url = new URL(process.env.AMRUTAM_PUBLIC_URL ?? "http://localhost");
  return url.protocol === "https:" && !LOOPBACK.has(url.hostname);
}
