import assert from "node:assert/strict";
import { test } from "node:test";

import { doctorBodyOf, doctorDraftOf, missing, newDoctorOf } from "./draft.ts";

const draft = { ...doctorDraftOf(), name: " Dr. Asha Nair ", registration: "KL-12/2019", specialization: "panchakarma", city: "kochi", years: 8 };
const visit = { name: "First visit", minutes: 30, fee: "1,500", modes: ["in_person"] as const };

void test("what is missing of a new doctor is named, field by field", () => {
  assert.deepEqual(missing(draft, visit), []);
  assert.deepEqual(missing(doctorDraftOf(), null), ["name", "registration", "specialization", "city", "years"]);
  assert.deepEqual(missing({ ...draft, languages: [], meetingUrl: "http://x" }, { ...visit, minutes: 7, fee: "free", modes: [], name: "" }), [
    "languages", "meetingUrl", "visit", "minutes", "fee", "modes",
  ]); // prettier-ignore
});

void test("a new doctor begins with one consultation, whose fee is sent in paise", () => {
  const body = newDoctorOf(draft, visit);
  assert.equal(body.name, "Dr. Asha Nair");
  assert.equal(body.consultation_types[0]?.fee.amount, 150_000);
  assert.equal(doctorBodyOf(draft).meeting_url, null);
});
