import assert from "node:assert/strict";
import { test } from "node:test";

import { languageName } from "./languages";
import { majorUnits, minorUnits, money, mostMajorUnits } from "./money";
import { initials, steadyChoice } from "./names";
import { addDays, clock, dayIn, differ, partOfDay, wallClock, yearIn, zoneName } from "./time";
import { daysAround } from "./days-around";

test("rupees are grouped as lakh, with paise only where there are some", () => {
  assert.equal(money({ amount: 1_00_000_00, currency: "INR" }, "en"), "₹1,00,000");
  assert.equal(money({ amount: 95050, currency: "INR" }, "hi"), "₹950.50");
});

test("amounts have the digits of their currency", () => {
  assert.match(money({ amount: 1500, currency: "JPY" }, "en"), /1,500$/);
  assert.match(money({ amount: 1500, currency: "KWD" }, "en"), /1\.500$/);
  assert.match(money({ amount: 1550, currency: "HUF" }, "en"), /15\.50$/);
  assert.equal(minorUnits("1,250.50", "INR"), 125_050);
  assert.equal(minorUnits("0", "INR"), 0);
  assert.equal(minorUnits("1250", "JPY"), 1250);
  assert.equal(minorUnits("1.005", "KWD"), 1005);
  for (const text of ["-1", "", "1.005"]) assert.ok(Number.isNaN(minorUnits(text, "INR")), text);
  assert.ok(Number.isNaN(minorUnits("1.5", "JPY")));
  assert.equal(majorUnits({ amount: 1005, currency: "KWD" }), "1.005");
});

test("the largest amount has as many digits as its currency", () => {
  for (const [currency, most] of [["INR", "10,00,000"], ["JPY", "10,00,00,000"], ["KWD", "1,00,000"]] as const) {
    assert.equal(mostMajorUnits(currency, "en"), most);
    assert.equal(minorUnits(most, currency), 100_000_000);
    assert.ok(Number.isNaN(minorUnits(`1${most}`, currency)), currency);
  }
  assert.equal(mostMajorUnits("INR", "hi"), "10,00,000");
  assert.ok(Number.isNaN(minorUnits("1000000.01", "INR")));
});

test("initials leave titles out", () => {
  assert.equal(initials("Dr. Meera Nair"), "MN");
  assert.equal(initials("Vaidya Sulabha"), "S");
  assert.equal(initials("डॉ. मीरा नायर"), "मन");
});

test("a name always has the same colours", () => {
  assert.equal(steadyChoice("Dr. Meera Nair", 3), steadyChoice("Dr. Meera Nair", 3));
  assert.ok(steadyChoice("x", 3) < 3);
});

test("a time is shown in the doctor's zone", () => {
  assert.equal(clock("2026-08-04T08:00:00Z", "en", "Asia/Kolkata"), "1:30\u00a0pm".replace("\u00a0", " "));
  assert.equal(zoneName("2026-08-04T08:00:00Z", "en", "Asia/Kolkata"), "IST");
  assert.equal(dayIn("2026-08-04T20:00:00Z", "Asia/Kolkata"), "2026-08-05");
});

test("an instant's year is that of its zone, not of the device", () => {
  assert.equal(yearIn("2026-12-31T20:00:00Z", "Asia/Kolkata"), "2027");
  assert.equal(yearIn("2027-01-01T02:00:00Z", "America/New_York"), "2026");
});

test("a time in Hindi names its part of the day", () => {
  const said = ["03:30", "04:00", "12:00", "16:59", "17:00", "20:00"].map((time) => wallClock(time, "hi"));
  assert.deepEqual(said, ["रात 3:30 बजे", "सुबह 4:00 बजे", "दोपहर 12:00 बजे", "दोपहर 4:59 बजे", "शाम 5:00 बजे", "रात 8:00 बजे"]);
  assert.equal(clock("2026-08-04T18:30:00Z", "hi", "Asia/Kolkata"), "रात 12:00 बजे");
});

test("a zone that the browser does not know is shown as UTC, and says so", () => {
  assert.equal(clock("2026-08-04T08:00:00Z", "en", "localtime"), "8:00 am");
  assert.equal(zoneName("2026-08-04T08:00:00Z", "en", "localtime"), "UTC");
});

test("morning begins at five and ends at noon, afternoon at five, by the doctor's clock", () => {
  const part = (utc: string) => partOfDay(`2026-08-04T${utc}:00Z`, "Asia/Kolkata");
  assert.deepEqual(["18:29", "18:30", "23:29", "23:30"].map(part), ["evening", "night", "night", "morning"]);
  assert.deepEqual(["06:29", "06:30", "11:29", "11:30"].map(part), ["morning", "afternoon", "afternoon", "evening"]);
});

test("the days around an instant hold its day in every zone", () => {
  const { from, to } = daysAround(new Date("2026-11-29T19:00:00Z"));
  const days = ["Asia/Kolkata", "Pacific/Kiritimati", "Pacific/Pago_Pago"].map((zone) => dayIn("2026-11-29T19:00:00Z", zone));
  assert.deepEqual(days.map((day) => from <= day && day <= to), [true, true, true]);
  assert.notEqual(days[0], "2026-11-29");
});

test("zones with the same clock do not differ", () => {
  assert.equal(differ("2026-08-04T08:00:00Z", "Asia/Kolkata", "Asia/Colombo"), false);
  assert.equal(differ("2026-08-04T08:00:00Z", "Asia/Kolkata", "Europe/Berlin"), true);
});

test("days are counted over months and leap years", () => {
  assert.equal(addDays("2028-02-28", 2), "2028-03-01");
  assert.equal(addDays("2026-01-01", -1), "2025-12-31");
});

test("languages are named in the visitor's", () => {
  assert.equal(languageName("Hindi", "hi"), "हिन्दी");
  assert.equal(languageName("ta", "en"), "Tamil");
  assert.equal(languageName("Klingonese", "en"), "Klingonese");
});
