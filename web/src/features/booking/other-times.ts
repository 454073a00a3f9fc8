import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { bookHref } from "@/lib/book-href";
import type { Mode } from "@/lib/modes";
import { addDays, dayIn } from "@/lib/time";

import type { Chosen } from "./chosen";
import { nearest } from "@/lib/nearest";

/** A free time in place of a lost one. */
export interface Offer {
  doctorId: string;
  doctorName: string;
  startsAt: string;
  /** The doctor's time zone. */
  timeZone: string;
  /** The path of the booking page with this time, without the language. */
  href: string;
}

const SHOWN = 3;
const DAYS_BEFORE = 3;
const DAYS_AFTER = 20;

/**
 * At most three free times near the lost time: times of its doctor, or, if the doctor has none and no appointment is
 * moved, of other doctors with the specialization (`isElsewhere`). `withoutLost`: whether the lost time is left out.
 * Throws `Problem`.
 */
export async function otherTimes(chosen: Chosen, withoutLost: boolean): Promise<{ offers: Offer[]; isElsewhere: boolean }> {
  const own = await sameDoctor(chosen, withoutLost);
  if (own.length > 0 || chosen.wish.moves) return { offers: own, isElsewhere: false };
  return { offers: await otherDoctors(chosen), isElsewhere: true };
}

async function sameDoctor({ wish, doctor }: Chosen, withoutLost: boolean): Promise<Offer[]> {
  const { from, to } = days(wish.startsAt, doctor.timeZone);
  const query = { from, to, ...(wish.typeId && { consultation_type: wish.typeId }) };
  const told = await answer(api.GET("/v1/doctors/{doctor_id}/slots", { params: { path: { doctor_id: doctor.id }, query } }));
  const isOther = ({ starts_at }: { starts_at: string }) => !withoutLost || Date.parse(starts_at) !== Date.parse(wish.startsAt);
  const others = told.days.map(({ slots }) => ({ slots: slots.filter(isOther) }));
  return nearest(others, wish.startsAt, wish.mode, SHOWN).map(({ starts_at }) => ({
    doctorId: doctor.id,
    doctorName: doctor.name,
    startsAt: starts_at,
    timeZone: doctor.timeZone,
    href: bookHref({ ...wish, startsAt: starts_at }),
  }));
}

async function otherDoctors({ wish, doctor }: Chosen): Promise<Offer[]> {
  const query = { specialization: doctor.specializationSlug, sort: "next_available" as const, limit: 10, ...(wish.mode && { mode: wish.mode }) };
  const page = (await answer(api.GET("/v1/doctors", { params: { query } }))) as Schemas["DoctorPage"];
  const found = page.items.filter(({ id }) => id !== doctor.id);
  if (found.length === 0) return [];
  const names = new Map(found.map(({ id, name }) => [id, name]));
  const body = { doctor_ids: [...names.keys()], ...days(wish.startsAt, doctor.timeZone), limit: 10 };
  const told = await answer(api.POST("/v1/availability/query", { body }));
  const slots = told.items.flatMap(({ doctor_id, time_zone, days: free }) =>
    free.flatMap((day) => day.slots.map((slot) => ({ ...slot, doctor_id, time_zone }))),
  );
  return nearest([{ slots }], wish.startsAt, wish.mode, SHOWN).map((slot) => ({
    doctorId: slot.doctor_id,
    doctorName: names.get(slot.doctor_id) ?? "",
    startsAt: slot.starts_at,
    timeZone: slot.time_zone,
    href: bookHref({ ...wish, doctorId: slot.doctor_id, startsAt: slot.starts_at, typeId: null, mode: modeOf(wish.mode, slot.modes) }),
  }));
}

function modeOf(wished: Mode | null, offered: readonly Mode[]): Mode | null {
  return wished && offered.includes(wished) ? wished : null;
}

/**
 * The 24 days, as dates in the zone with `to` included, from three days before the lost time, or from today if that is
 * later.
 */
function days(startsAt: string, timeZone: string): { from: string; to: string } {
  const today = dayIn(new Date(), timeZone);
  const day = dayIn(startsAt, timeZone);
  const from = addDays(day, -DAYS_BEFORE);
  const first = from > today ? from : today;
  return { from: first, to: addDays(first, DAYS_BEFORE + DAYS_AFTER) };
}
