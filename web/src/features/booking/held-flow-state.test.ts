import assert from "node:assert/strict";
import { test } from "node:test";

import { Problem } from "@/api/problem";

import {
  flowReducer, initialState, isHoldWanted, isPatientGone, stepAfterWho, stepsOf, viewOf, type FlowEvent, type FlowFacts,
} from "./held-flow-state.ts"; // prettier-ignore

const time = "doctor 2026-12-01T09:00:00Z";
const attempt = { key: "k", moves: null, body: { hold_id: "h" } };
const after = (...events: FlowEvent[]) => events.reduce(flowReducer, initialState);
const consented: FlowEvent = { type: "consentsRead", isConsented: true };
const sent: FlowEvent = { type: "attemptSent" };
const taken: FlowEvent = { type: "slotTakenByAnother", time };
const refused = (loss: "slot-taken" | "patient-busy" | null): FlowEvent => ({ type: "attemptRefused", time, loss });

type Facts = FlowFacts<string, string>;
const holding: Facts["holding"] = { held: "hold", error: null, isOver: false, isTaking: false };
const facts: Facts = { time, attempt: null, holding, known: "patients" };
const problem = (code: string) => new Problem(409, code, "");

void test("the steps are shown once the time is held and all is known", () => {
  assert.deepEqual(viewOf(after(consented), facts), { kind: "steps", held: "hold", known: "patients" });
  assert.deepEqual(viewOf(after(), facts), { kind: "loading" });
  assert.deepEqual(viewOf(after(consented), { ...facts, known: null }), { kind: "loading" });
  assert.deepEqual(viewOf(after(consented), { ...facts, holding: { ...holding, held: undefined } }), { kind: "loading" });
});

void test("consent that was missing at first keeps its step after it is given", () => {
  const missing = after({ type: "consentsRead", isConsented: false });
  const given = flowReducer(missing, consented);
  assert.deepEqual(stepsOf(given, false), ["who", "consent", "confirm"]);
  assert.deepEqual(stepsOf(after(consented), false), ["who", "confirm"]);
  assert.deepEqual(stepsOf(missing, true), ["confirm"]);
  assert.equal(stepAfterWho(missing, false), "consent");
  assert.equal(stepAfterWho(given, true), "confirm");
});

void test("a slot that somebody else takes is lost, but not while it is being booked", () => {
  assert.deepEqual(viewOf(after(consented, taken), facts), { kind: "lost", loss: "slot-taken" });
  assert.equal(viewOf(after(consented, sent, taken), { ...facts, attempt }).kind, "steps");
  assert.equal(viewOf(after(consented, { type: "appointmentBooked" }, taken), facts).kind, "steps");
});

void test("a loss is of its time only, and ends when it is dismissed", () => {
  const lost = after(consented, taken);
  assert.equal(viewOf(lost, { ...facts, time: "doctor later" }).kind, "steps");
  assert.equal(viewOf(flowReducer(lost, { type: "lossDismissed" }), facts).kind, "steps");
});

void test("a refusal that is a loss loses the time, another one leaves the steps", () => {
  assert.deepEqual(viewOf(after(consented, sent, refused("patient-busy")), facts), { kind: "lost", loss: "patient-busy" });
  assert.equal(viewOf(after(consented, sent, refused(null)), facts).kind, "steps");
});

void test("after a refusal the slot can be lost to somebody else again", () => {
  assert.equal(viewOf(after(consented, sent, refused(null), taken), facts).kind, "lost");
});

void test("a hold that ends is lost, unless it is being taken anew or booked", () => {
  const over = { ...facts, holding: { ...holding, isOver: true } };
  assert.deepEqual(viewOf(after(consented), over), { kind: "lost", loss: "hold-expired" });
  assert.equal(viewOf(after(consented), { ...over, holding: { ...over.holding, isTaking: true } }).kind, "steps");
  assert.equal(viewOf(after(consented, sent), { ...over, attempt }).kind, "steps");
  assert.equal(viewOf(after(consented, { type: "appointmentBooked" }), over).kind, "steps");
});

void test("a hold that is refused is lost or has failed", () => {
  const refusedBy = (code: string) => ({ ...facts, holding: { ...holding, held: undefined, error: problem(code) } });
  assert.deepEqual(viewOf(after(consented), refusedBy("slot-not-offered")), { kind: "lost", loss: "slot-not-offered" });
  assert.equal(viewOf(after(consented), refusedBy("too-many-holds")).kind, "failed");
});

void test("an attempt that an earlier page has left is resumed before anything else", () => {
  const left = { ...facts, attempt };
  assert.deepEqual(viewOf(after(), left), { kind: "resuming", attempt });
  assert.deepEqual(viewOf(after(taken), left), { kind: "resuming", attempt });
  assert.equal(viewOf(after(consented, sent), left).kind, "steps");
});

void test("the time is held until it is lost or booked, and not while an attempt's outcome is unknown", () => {
  assert.equal(isHoldWanted(after(), facts), true);
  assert.equal(isHoldWanted(after(), { ...facts, attempt }), false);
  assert.equal(isHoldWanted(after(taken), facts), false);
  assert.equal(isHoldWanted(after(taken), { ...facts, time: "doctor later" }), true);
  assert.equal(isHoldWanted(after({ type: "appointmentBooked" }), facts), false);
});

void test("a chosen patient is gone once the account's patients are known without the person", () => {
  const known = { patients: [{ id: "self" }, { id: "child" }] };
  assert.equal(isPatientGone("child", known), false);
  assert.equal(isPatientGone("parent", known), true);
  assert.equal(isPatientGone("parent", null), false);
  assert.equal(isPatientGone(null, known), false);
});
