// The web's process: Next's own handler, with a policy on what leaves it.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

import { guard } from "./server/answers.mjs";
import { watching } from "./server/failures.mjs";
import { measure, metricsText } from "./server/metrics.mjs";
import { sendPacked } from "./server/packed.mjs";
import { searchDocuments } from "./server/search-documents.mjs";
import { FRAME_HEADER, SEARCH } from "./server/search-frame.mjs";
import { forgetVisitor, isShared } from "./server/shared-pages.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
process.chdir(here);
process.env.NODE_ENV = "production";
const { config } = JSON.parse(readFileSync(`${here}.next/required-server-files.json`, "utf8"));
process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);

process.env.AMRUTAM_WEB_BUILD = readFileSync(`${here}.next/BUILD_ID`, "utf8"); // for the page cache

const hostname = process.env.AMRUTAM_WEB_HOST ?? "127.0.0.1";
const port = Number(process.env.AMRUTAM_WEB_PORT ?? 3000);
const next = createRequire(import.meta.url)("next")({ dir: here, dev: false, hostname, port });
await next.prepare();
const handle = next.getRequestHandler();

const ownSecret = randomBytes(16).toString("hex");
const own = (path) => fetch(`http://${hostname}:${port}${path}`, { headers: { [FRAME_HEADER]: ownSecret } });
const searchDocument = searchDocuments(async (locale) => {
  const [frame] = await Promise.all([own(`/${locale}/doctors${SEARCH}`), own("/api/search")]);
  return frame;
});

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
    const document = await searchDocument(request);
    if (document === undefined) return handle(request, response);
    for (const [name, value] of document.headers) response.setHeader(name, value);
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(document.body);
  });
});

/** What differs between visitors is taken out, or the page gets a nonce, which is returned. */
function prepare(request, path) {
  delete request.headers["content-security-policy"];
  if (isShared(request)) return forgetVisitor(request);
  if (!/^\/(en|hi)\//.test(path)) return undefined; // no page for one visitor: a file that is not there
  const nonce = randomBytes(16).toString("base64");
  request.headers["content-security-policy"] = `script-src 'nonce-${nonce}'`; // Next reads it here
  return nonce;
}
server.keepAliveTimeout = 120_000; // longer than the proxy's own
server.listen(port, hostname, () => console.log(`web: listening on ${hostname}:${port}`));

const GRACE_MS = 10_000; // a page waits 5 s for the API at most
for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, () => {
    server.close(() => process.exit(0)); // once the requests under way are answered
    setInterval(() => server.closeIdleConnections(), 50);
    setTimeout(() => process.exit(0), GRACE_MS).unref();
  });
}
