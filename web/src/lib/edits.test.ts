import assert from "node:assert/strict";
import { test } from "node:test";

import { begun, renewed, shown } from "./edits.ts";

const read = { name: "Pune", phone: "1", languages: ["Hindi"] };

void test("after another person's change what was typed stays, and the other fields are the new ones", () => {
  const mine = { ...begun(read), typed: { name: "Amrutam Pune" } };
  const now = renewed(mine, { ...read, phone: "2", languages: ["Hindi", "Marathi"] });
  assert.deepEqual(shown(now), { name: "Amrutam Pune", phone: "2", languages: ["Hindi", "Marathi"] });
  assert.deepEqual(now.changed, ["phone", "languages"]);
});

void test("what was typed is no edit any more once the record says the same", () => {
  const saved = renewed({ ...begun(read), typed: { phone: "3" } }, { ...read, phone: "3" });
  assert.deepEqual(saved.typed, {});
  assert.equal(shown(renewed(saved, { ...read, phone: "4" })).phone, "4");
});

void test("a field that both changed keeps what was typed, and is named", () => {
  const now = renewed({ ...begun(read), typed: { phone: "3" } }, { ...read, phone: "4" });
  assert.equal(shown(now).phone, "3");
  assert.deepEqual(now.changed, ["phone"]);
});

void test("after several newer versions all fields that others have changed are named", () => {
  const mine = { ...begun(read), typed: { name: "Amrutam Pune" } };
  const first = renewed(mine, { ...read, phone: "2" });
  const second = renewed(first, { ...read, phone: "2", languages: ["Marathi"] });
  assert.deepEqual(second.changed, ["phone", "languages"]);
  assert.deepEqual(renewed(second, { ...read, languages: ["Marathi"] }).changed, ["languages"]);
});

void test("a value that one has entered oneself is no change of others, also in later versions", () => {
  const saved = renewed({ ...begun(read), typed: { phone: "3" } }, { ...read, phone: "3" });
  assert.deepEqual(saved.changed, []);
  assert.deepEqual(renewed(saved, { ...read, phone: "3", name: "Pune Camp" }).changed, ["name"]);
});
