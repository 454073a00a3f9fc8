// The website's server process: Next's handler, with a Content-Security-Policy on every page. Pages of searches and doctors are made from
// frames (server/frames.mjs).
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { guard } from "./server/answers.mjs";
import { doctorDocuments } from "./server/doctor-documents.mjs";
import { PLACES as DOCTOR } from "./server/doctor-frame.mjs";
import { watching } from "./server/failures.mjs";
import { measure, metricsText } from "./server/metrics.mjs";
import PageCache from "./server/page-cache.mjs";
import { sendPacked } from "./server/packed.mjs";
import { FRAME_HEADER } from "./server/rendering.mjs";
import { searchDocuments } from "./server/search-documents.mjs";
import { PLACES as SEARCH } from "./server/search-frame.mjs";
import { forgetVisitor, isShared } from "./server/shared-pages.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
process.chdir(here);
process.env.NODE_ENV = "production";
const { config } = JSON.parse(readFileSync(`${here}.next/required-server-files.json`, "utf8"));
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);

// The page cache uses this build id in its keys.
process.env.AMRUTAM_WEB_BUILD = readFileSync(`${here}.next/BUILD_ID`, "utf8");

const hostname = process.env.AMRUTAM_WEB_HOST ?? "127.0.0.1";
const port = Number(process.env.AMRUTAM_WEB_PORT ?? 3000);
const next = createRequire(import.meta.url)("next")({ dir: here, dev: false, hostname, port });
await next.prepare();
const handle = next.getRequestHandler();

const ownSecret = randomBytes(16).toString("hex");
const own = (path) => fetch(`http://${hostname}:${port}${path}`, { headers: { [FRAME_HEADER]: ownSecret } });
/**
 * Returns a function that gets Next's answer with the frame of a language, once Next has loaded the functions that
 * make the frame's parts: see server/rendering.mjs.
 */
const asksFrame = (path) => async (locale) => {
  const [frame] = await Promise.all([own(`/${locale}/doctors${path}`), own("/api/documents")]);
  return frame;
};
const searchDocument = searchDocuments(asksFrame(SEARCH.search));
const doctorDocument = doctorDocuments(new PageCache(), asksFrame(`/${DOCTOR.id}`));

const server = createServer(async (request, response) => {
  if (request.url === "/internal/health") {
    response.end("ok");
    return;
  }
  if (request.url === "/internal/metrics") {
    response.setHeader("content-type", "text/plain; version=0.0.4");
    response.end(metricsText());
    return;
  }
  if (sendPacked(request, response, here)) return measure(response, "file");
  if (request.headers[FRAME_HEADER] === ownSecret) return handle(request, response);
  measure(response, isShared(request) ? "shared" : "own");
  const path = request.url.split("?", 1)[0];
  await watching(path, async (failure) => {
    guard(response, { path, failure, isShared: isShared(request), nonce: prepare(request, path) });
    const document = (await searchDocument(request)) ?? (await doctorDocument(request));
    return document ? send(request, response, document) : handle(request, response);
  });
});

function send(request, response, { headers, body }) {
  for (const [name, value] of headers) response.setHeader(name, value);
  response.setHeader("content-type", "text/html; charset=utf-8");
  const isKnown = response.hasHeader("etag") && request.headers["if-none-match"] === response.getHeader("etag");
  response.statusCode = isKnown ? 304 : 200;
  response.end(isKnown ? undefined : body);
}

/**
 * Prepares a request for Next. For a shared page: removes from the request what differs between visitors. For another
 * page under /en/ or /hi/: makes a nonce, passes it to Next in a header and returns it. Otherwise returns undefined.
 */
function prepare(request, path) {
  delete request.headers["content-security-policy"];
  if (isShared(request)) return forgetVisitor(request);
  // Outside /en/ and /hi/ there are only files, routes without a page, redirects, and the page for a path that does not exist. These
  // answers are the same for every visitor and need no nonce.
  if (!/^\/(en|hi)\//.test(path)) return undefined;
  const nonce = randomBytes(16).toString("base64");
  request.headers["content-security-policy"] = `script-src 'nonce-${nonce}'`; // Next reads the nonce from this header
  return nonce;
}
server.keepAliveTimeout = 120_000; // ms; longer than the proxy's, which would otherwise send a request on a connection that is being closed
server.listen(port, hostname, () => console.log(`web: listening on ${hostname}:${port}`));

const GRACE_MS = 10_000; // must be longer than the 5 s for which a page waits for the API
for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, () => {
    server.close(() => process.exit(0)); // runs after the open requests are answered
    setInterval(() => server.closeIdleConnections(), 50);
    setTimeout(() => process.exit(0), GRACE_MS).unref();
  });
}
