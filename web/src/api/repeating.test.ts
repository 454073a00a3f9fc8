import assert from "node:assert/strict";
import { test } from "node:test";

import { Problem } from "./problem.ts";
import { attempted, isUncertain, repeated } from "./repeating.ts";

function sending(...answers: (Problem | string)[]) {
  const waits: number[] = [];
  let sent = 0;
  const send = () => {
    const answer = answers[sent++] ?? "more";
    return answer instanceof Problem ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const wait = (seconds: number) => (waits.push(seconds), Promise.resolve());
  return { send, wait, waits, sent: () => sent };
}

const offline = new Problem(0, "offline", "");
const away = new Problem(503, "unavailable", "", [], 3);
const taken = new Problem(409, "slot-taken", "");
const inProgress = new Problem(409, "request-in-progress", "", [], 1);

void test("a broken connection is repeated until the answer is there", async () => {
  const { send, wait, waits } = sending(offline, offline, "booked");
  assert.equal(await repeated(send, { wait }), "booked");
  assert.deepEqual(waits, [1, 2]);
});

void test("a platform that is away is waited for as long as it says", async () => {
  const { send, wait, waits } = sending(away, inProgress, "booked");
  assert.equal(await repeated(send, { wait }), "booked");
  assert.deepEqual(waits, [3, 1]);
});

void test("a refusal is believed at once", async () => {
  const { send, wait, sent } = sending(taken, "booked");
  await assert.rejects(repeated(send, { wait }), taken);
  assert.equal(sent(), 1);
});

void test("in the end it is given up, and still uncertain", async () => {
  const { send, wait, sent } = sending(away, away, away);
  await assert.rejects(repeated(send, { wait, tries: 3 }), (error) => isUncertain(error));
  assert.equal(sent(), 3);
});

void test("what the device could not send is not repeated, because nothing may be sent later", async () => {
  const unsent = new Problem(0, "not-sent", "");
  const { send, wait, waits } = sending(unsent, "booked");
  await assert.rejects(repeated(send, { wait }), unsent);
  assert.deepEqual(waits, []);
  assert.equal(isUncertain(unsent), false);
});

void test("an outcome that is unknown stays so when the device loses its connection", async () => {
  const unsent = new Problem(0, "not-sent", "");
  const { send, wait } = sending(offline, unsent, unsent);
  await assert.rejects(repeated(send, { wait, tries: 3 }), offline);
  assert.equal(await repeated(sending(offline, unsent, "booked").send, { wait }), "booked");
});

const [signedOut, tooMany, unsent] = [new Problem(401, "sign-in-required", ""), new Problem(429, "rate-limited", ""), new Problem(0, "not-sent", "")];
const changed = new Problem(412, "version-mismatch", "");

/** Sends a request press by press, each with these answers; `kept` has the attempt that each failed press leaves. */
async function pressing(...presses: (Problem | string)[][]) {
  const kept: ({ key: string; isUnsure: boolean } | null)[] = [];
  let attempt = { key: "k", isUnsure: false };
  for (const answers of presses) {
    const { send, wait } = sending(...answers);
    await attempted(attempt, send, { wait, tries: answers.length, keep: (left) => kept.push(left) }).catch(() => undefined);
    attempt = kept.at(-1) ?? { key: "new", isUnsure: false };
  }
  return kept;
}

void test("an attempt is kept, with its key, while its outcome is unknown", async () => {
  const unsure = { key: "k", isUnsure: true };
  assert.deepEqual(await pressing([offline]), [unsure]);
  assert.deepEqual(await pressing([away], [unsent], [signedOut], [tooMany], [away]), [unsure, unsure, unsure, unsure, unsure]);
  assert.deepEqual(await pressing([away, tooMany]), [unsure]);
});

void test("an attempt ends with its answer, with a refusal, and if nothing was sent", async () => {
  assert.deepEqual(await pressing(["booked"]), []);
  assert.deepEqual(await pressing([taken]), [null]);
  assert.deepEqual(await pressing([unsent], [tooMany]), [null, null]);
  assert.deepEqual(await pressing([offline], [taken]), [{ key: "k", isUnsure: true }, null]);
});

void test("a repetition that is refused because of its own earlier success gives the present state", async () => {
  const nobody = () => Promise.reject(new Error("nobody asks"));
  const of = (isUnsure: boolean, answer: Problem, done: () => Promise<string | null>) => {
    const kept: unknown[] = [];
    return attempted({ isUnsure }, sending(answer).send, { tries: 1, done, keep: (left) => kept.push(left) }).catch((error: unknown) => [error, kept]);
  };
  assert.equal(await of(true, changed, () => Promise.resolve("mine")), "mine");
  assert.deepEqual(await of(true, changed, () => Promise.resolve(null)), [changed, [null]]);
  assert.deepEqual(await of(false, changed, nobody), [changed, [null]]);
  assert.deepEqual(await of(true, tooMany, nobody), [tooMany, [{ isUnsure: true }]]);
  assert.deepEqual(await of(true, changed, () => Promise.reject(offline)), [offline, [{ isUnsure: true }]]);
});
