// Next's scripts and styles, compressed at build time. Their names contain the hash of their content, so they never change.
import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";

const NAME = /^\/_next\/static\/((?:[\w~-][\w.~-]*\/)*[\w~-][\w.~-]*\.(js|css))(?:\?.*)?$/;
const TYPES = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8" };
const CODINGS = [
  ["br", "br"],
  ["gzip", "gz"],
];

/**
 * Sends a script or style from `folder`, which contains `.next`, if the request gets one that exists and accepts Brotli or gzip.
 * Returns whether the file is sent; if not, Next must answer.
 */
export function sendPacked(request, response, folder) {
  const [, name, kind] = NAME.exec(request.url ?? "") ?? [];
  if (!name || request.method !== "GET") return false;
  const accepted = String(request.headers["accept-encoding"] ?? "");
  const [coding, suffix] = CODINGS.find(([one]) => accepts(accepted, one)) ?? [];
  const path = join(folder, ".next/static", `${name}.${suffix}`);
  if (!coding || !existsSync(path)) return false;
  response.writeHead(200, {
    "content-type": TYPES[kind],
    "content-encoding": coding,
    "cache-control": "public, max-age=31536000, immutable",
    vary: "accept-encoding",
    "x-content-type-options": "nosniff",
  });
  createReadStream(path).pipe(response);
  return true;
}

/** Whether an `Accept-Encoding` names the coding, or `*` for all that it does not name, with a quality above 0 (RFC 9110, 12.5.3). */
export function accepts(accepted, coding) {
  const qualities = new Map(
    accepted
      .toLowerCase()
      .split(",")
      .map((one) => one.split(";").map((part) => part.trim()))
      .map(([name, ...parameters]) => [name, Number(parameters.find((each) => each.startsWith("q="))?.slice(2) ?? 1)]),
  );
  return (qualities.get(coding) ?? qualities.get("*") ?? 0) > 0;
}
