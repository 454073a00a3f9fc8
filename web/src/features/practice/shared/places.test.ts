import assert from "node:assert/strict";
import { test } from "node:test";

import { placeName } from "./places.ts";

const clinic = (id: string, name: string) => ({ id, name, address: "", city: "Pune", phone: null, location: null, closed: false });
const own = clinic("doctor", "Dr. Rao");

void test("a visit's place is named by its clinic, and the own practice as such", () => {
  const places = { doctorId: "doctor", clinics: [own, clinic("c", "Amrutam Pune")] };
  assert.equal(placeName(places, "c", "My own practice"), "Amrutam Pune");
  assert.equal(placeName(places, "doctor", "My own practice"), "My own practice");
  assert.equal(placeName(places, "left", "My own practice"), "");
  assert.equal(placeName(places, null, "My own practice"), "");
});

void test("who is at one place only need not be told which", () => {
  assert.equal(placeName({ doctorId: "doctor", clinics: [own] }, "doctor", "My own practice"), "");
});
