import assert from "node:assert/strict";
import { test } from "node:test";

import { bodyOf, clinicFaults, draftOf } from "./draft.ts";

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

void test("what is empty is nothing", () => {
  const empty = { ...draftOf(undefined), name: " A " };
  assert.deepEqual(bodyOf(empty), { name: "A", address: "", city: "", phone: null, location: null, time_zone: "Asia/Kolkata", languages: null });
  assert.deepEqual(bodyOf({ ...empty, latitude: " 18,5", longitude: "73.8" }).location, { latitude: 18.5, longitude: 73.8 });
});

void test("a place that cannot be read is a fault at its field, and is never saved as no place", () => {
  const faults = (latitude: string, longitude: string) => clinicFaults({ ...draftOf(undefined), latitude, longitude });
  assert.deepEqual(faults("17.4126° N", "78.4392"), ["latitude"]);
  assert.deepEqual(faults("17.4126", ""), ["longitude"]);
  assert.deepEqual(faults("", "78.4392"), ["latitude"]);
  assert.deepEqual(faults("91", "181"), ["latitude", "longitude"]);
  assert.deepEqual(faults("-17,4126", "+78.4392"), []);
  assert.deepEqual(faults("", " "), []);
});
