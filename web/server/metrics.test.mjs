import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { test } from "node:test";

import { countLook, measure, metricsText } from "./metrics.mjs";

const value = (series) => Number(metricsText().split("\n").find((line) => line.startsWith(`${series} `))?.split(" ").at(-1));

test("every series is there with 0 before anything happens", () => {
  const series = metricsText().split("\n").filter((line) => line && !line.startsWith("#"));
  assert.equal(series.length, 12 + 3 * 15 + 3);
  assert.ok(series.every((line) => line.endsWith(" 0")));
});

test("an answer is counted by kind and status when it has ended, also one that its client left", () => {
  const response = Object.assign(new EventEmitter(), { statusCode: 503 });
  measure(response, "own");
  assert.equal(value('amrutam_web_requests_total{kind="own",status="5xx"}'), 0);
  response.emit("close");
  response.emit("close");
  assert.equal(value('amrutam_web_requests_total{kind="own",status="5xx"}'), 1);
  assert.equal(value('amrutam_web_request_seconds_count{kind="own"}'), 1);
  assert.equal(value('amrutam_web_request_seconds_bucket{kind="own",le="5"}'), 1);
  assert.equal(value('amrutam_web_request_seconds_count{kind="file"}'), 0);
});

test("look-ups of the page cache are counted by where the page was found", () => {
  countLook("kept");
  assert.equal(value('amrutam_web_page_cache_total{outcome="kept"}'), 1);
});
