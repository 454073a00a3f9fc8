import assert from "node:assert/strict";
import { test } from "node:test";

import { bodyOf, draftOf } from "./draft.ts";

void test("a clinic that was read is written back as it was", () => {
  const body = bodyOf(
    draftOf({
      id: "c", name: "Amrutam Pune", address: "5 FC Road", city: "Pune", city_slug: "pune", phone: "+912025501234", languages: ["Marathi"], closed_at: null,
      location: { latitude: 18.5, longitude: -73.8 }, time_zone: "Asia/Kolkata", is_practice: false, updated_at: "",
    }),
  ); // prettier-ignore
  assert.deepEqual(body, {
    name: "Amrutam Pune", address: "5 FC Road", city: "pune", phone: "+912025501234", location: { latitude: 18.5, longitude: -73.8 },
    time_zone: "Asia/Kolkata", languages: ["Marathi"],
  }); // prettier-ignore
});

void test("half a place is none, and what is empty is nothing", () => {
  const empty = { ...draftOf(undefined), name: " A ", latitude: "18,5" };
  assert.deepEqual(bodyOf(empty), { name: "A", address: "", city: "", phone: null, location: null, time_zone: "Asia/Kolkata", languages: null });
  assert.deepEqual(bodyOf({ ...empty, longitude: "73.8" }).location, { latitude: 18.5, longitude: 73.8 });
});
