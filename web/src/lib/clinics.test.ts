import assert from "node:assert/strict";
import { test } from "node:test";

import { directionsHref, placeWords } from "./clinics.ts";

const clinic = { id: "c", name: "Amrutam Pune", address: "5 FC Road", city: "Pune", phone: null, location: null };

void test("a clinic is named, a practice is not, and the city is said once", () => {
  assert.equal(placeWords(clinic, "d"), "Amrutam Pune, 5 FC Road, Pune");
  assert.equal(placeWords(clinic, "c"), "5 FC Road, Pune");
  assert.equal(placeWords({ ...clinic, address: "5 FC Road, Pune" }, "c"), "5 FC Road, Pune");
  assert.equal(placeWords({ ...clinic, address: "" }, "d"), "Amrutam Pune, Pune");
  assert.equal(placeWords({ ...clinic, address: "" }, "c"), "");
});

void test("the way leads to the point on the map, if there is one", () => {
  assert.match(directionsHref({ ...clinic, location: { latitude: 18.5, longitude: 73.8 } }), /openstreetmap\.org\/directions\?to=18\.5%2C73\.8$/);
  assert.match(directionsHref(clinic), /search\?query=5%20FC%20Road%2C%20Pune$/);
});
