import assert from "node:assert/strict";
import { test } from "node:test";

import { changeOf, isWritten, profileFaults, type ProfileDraft, type TypeDraft } from "./profile-draft.ts";

const type: TypeDraft = {
  key: "a", id: null, kind: "first_visit", name: "First visit", minutes: 30, fee: "500", currency: "INR",
  modes: ["online"], isDefault: true,
}; // prettier-ignore
const draft: ProfileDraft = { meetingUrl: "", address: "", bio: "", qualifications: "", isCodeAlways: false, changeNoticeHours: 0, followUpDays: 30, types: [type] };
const codes = (change: Partial<TypeDraft>) =>
  profileFaults({ ...draft, types: [{ ...type, ...change }] }).map(({ code }) => code);

void test("an empty link is none, and only https is one", () => {
  assert.equal(changeOf(draft).meeting_url, null);
  assert.deepEqual(profileFaults({ ...draft, meetingUrl: "https://meet.example.org/dr-nair" }), []);
  assert.deepEqual(profileFaults({ ...draft, meetingUrl: "http://meet.example.org" }), [{ key: null, code: "url" }]);
});

void test("the doctor's rules for changes and follow-ups are bounded", () => {
  assert.equal(changeOf({ ...draft, changeNoticeHours: 1.5 }).change_notice_minutes, 90);
  for (const changeNoticeHours of [-1, 721, NaN]) {
    assert.deepEqual(profileFaults({ ...draft, changeNoticeHours }), [{ key: null, code: "notice" }]);
  }
  for (const followUpDays of [0, 1.5, 367, NaN]) {
    assert.deepEqual(profileFaults({ ...draft, followUpDays }), [{ key: null, code: "followUp" }]);
  }
});

void test("each fault of a consultation is found", () => {
  assert.deepEqual(codes({}), []);
  assert.deepEqual(codes({ name: " " }), ["name"]);
  assert.deepEqual(codes({ minutes: 7 }), ["minutes"]);
  assert.deepEqual(codes({ minutes: NaN }), ["minutes"]);
  assert.deepEqual(codes({ fee: "free" }), ["fee"]);
  assert.deepEqual(codes({ modes: [] }), ["modes"]);
  assert.deepEqual(profileFaults({ ...draft, types: [] }), [{ key: null, code: "types" }]);
});

void test("a record has the values of a change, if only the ids of new types and the order of types differ", () => {
  const written = {
    meeting_url: null, address: "", bio: "", qualifications: "", code_policy: "session", change_notice_minutes: 0, follow_up_days: 30,
    consultation_types: [
      { id: "1", kind: "follow_up", name: "Follow-up", minutes: 15, fee: { amount: 30_000, currency: "INR" }, modes: ["online", "in_person"], is_default: false },
      { id: "2", kind: "first_visit", name: "First visit", minutes: 30, fee: { amount: 50_000, currency: "INR" }, modes: ["online"], is_default: true },
    ],
  } as unknown as Parameters<typeof isWritten>[1]; // prettier-ignore
  const second: TypeDraft = { ...type, key: "b", kind: "follow_up", name: "Follow-up", minutes: 15, fee: "300", modes: ["in_person", "online"], isDefault: false };
  const change = changeOf({ ...draft, types: [type, second] });
  assert.equal(isWritten(change, written), true);
  assert.equal(isWritten({ ...change, bio: "Treats joints" }, written), false);
  assert.equal(isWritten(changeOf(draft), written), false);
});
