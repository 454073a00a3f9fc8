// The website's metrics in Prometheus's text format at /internal/metrics, which the proxy does not forward. The values of labels are fixed,
// and every series exists with 0 from the start. Next loads the page cache as a separate module, so the cache and server.mjs find the
// counts by a symbol of the process.

import { performance } from "node:perf_hooks";

const KINDS = ["file", "shared", "own"];
const STATUSES = ["2xx", "3xx", "4xx", "5xx"];
const OUTCOMES = ["at_hand", "kept", "missed"];
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const zeros = (names) => new Map(names.map((name) => [name, 0]));
const counts = (globalThis[Symbol.for("amrutam.metrics")] ??= {
  requests: zeros(KINDS.flatMap((kind) => STATUSES.map((status) => `kind="${kind}",status="${status}"`))),
  seconds: new Map(KINDS.map((kind) => [kind, { buckets: BOUNDS.map(() => 0), count: 0, sum: 0 }])),
  looks: zeros(OUTCOMES.map((outcome) => `outcome="${outcome}"`)),
});

/**
 * Counts a request and its duration once its answer has ended or its connection has closed. `kind`: `file` for a compressed script or
 * style, `shared` for a page that is the same for all visitors, `own` for any other request.
 */
export function measure(response, kind) {
  const started = performance.now();
  response.once("close", () => observe(kind, response.statusCode, (performance.now() - started) / 1000));
}

/**
 * Counts a look-up in the page cache. `outcome`: the page was found `at_hand` in this process or `kept` in Valkey, or it was `missed`,
 * which means absent or out of date.
 */
export function countLook(outcome) {
  raise(counts.looks, `outcome="${outcome}"`);
}

export function metricsText() {
  const lines = [
    ...described("amrutam_web_requests_total", "counter", "Requests to the website, by kind and status class"),
    ...[...counts.requests].map(([labels, count]) => `amrutam_web_requests_total{${labels}} ${count}`),
    ...described("amrutam_web_request_seconds", "histogram", "Time from a request's headers to the end of its answer"),
    ...[...counts.seconds].flatMap(([kind, seconds]) => histogram("amrutam_web_request_seconds", `kind="${kind}"`, seconds)),
    ...described("amrutam_web_page_cache_total", "counter", "Look-ups of the page cache, by where a page was found"),
    ...[...counts.looks].map(([labels, count]) => `amrutam_web_page_cache_total{${labels}} ${count}`),
  ];
  return `${lines.join("\n")}\n`;
}

function observe(kind, status, seconds) {
  raise(counts.requests, `kind="${kind}",status="${Math.floor(status / 100)}xx"`);
  const found = counts.seconds.get(kind);
  BOUNDS.forEach((bound, at) => (found.buckets[at] += seconds <= bound ? 1 : 0));
  found.count += 1;
  found.sum += seconds;
}

function raise(counter, labels) {
  counter.set(labels, (counter.get(labels) ?? 0) + 1);
}

function described(name, type, help) {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function histogram(name, labels, { buckets, count, sum }) {
  return [
    ...BOUNDS.map((bound, at) => `${name}_bucket{${labels},le="${bound}"} ${buckets[at]}`),
    `${name}_bucket{${labels},le="+Inf"} ${count}`,
    `${name}_sum{${labels}} ${sum}`,
    `${name}_count{${labels}} ${count}`,
  ];
}
