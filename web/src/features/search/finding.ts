import "server-only";

import { answer, type Api, type Schemas } from "@/api/client";
import { labelOf } from "@/api/entry";
import type { Reference } from "@/api/reference";
import { addDays, dayIn } from "@/lib/time";

import { activeFilters, apiQuery, type Filter, type Question } from "./question";

export type Card = Schemas["DoctorCard"];
/** A free time; `startsAt` is an ISO instant. */
export interface FreeTime {
  startsAt: string;
  modes: readonly string[];
}
/** A doctor of the results, with at most three free times, the earliest first. `timeZone` is the doctor's zone, or India's without times. */
export interface Found {
  card: Card;
  timeZone: string;
  times: FreeTime[];
}

const PER_PAGE = 12;
const TIMES = 3;
const DAYS_AHEAD = 30;
const ZONE = "Asia/Kolkata";

/** A page of doctors with their first free times. `match`: whether they match all words of `q`; `next`: the cursor of the next page, or null. Throws `Problem`. */
export async function findDoctors(
  api: Api,
  question: Question,
  known: Promise<Reference>,
): Promise<{ found: Found[]; next: string | null; match: "all" | "any" }> {
  const page = await listed(api, question, PER_PAGE);
  const times = await firstTimes(api, page.items, question, known);
  const found = page.items.map((card) => ({ card, ...(times.get(card.id) ?? { timeZone: ZONE, times: [] }) }));
  return { found, next: page.next_cursor, match: page.match };
}

async function listed(api: Api, question: Question, limit: number): Promise<Schemas["DoctorPage"]> {
  const page = await answer(api.GET("/v1/doctors", { params: { query: apiQuery(question, limit) } }));
  return page as Schemas["DoctorPage"]; // only `approved=false` returns another type: doctors who wait for approval
}

/**
 * The first free times by doctor's id, in the requested mode and place: those of the requested day, or without one those of today and the
 * next 30 days. Empty after a failure, so that the doctors are shown without times.
 */
async function firstTimes(api: Api, cards: Card[], question: Question, known: Promise<Reference>): Promise<Map<string, Omit<Found, "card">>> {
  if (cards.length === 0) return new Map();
  const from = question.available_on ?? dayIn(new Date(), ZONE);
  const body = {
    doctor_ids: cards.map(({ id }) => id),
    from,
    to: addDays(from, question.available_on ? 0 : DAYS_AHEAD),
    limit: TIMES,
    ...(await narrowed(cards, question, known)),
  };
  const told = await answer(api.POST("/v1/availability/query", { body })).catch(() => ({ items: [] }));
  return new Map(told.items.map((item) => [item.doctor_id, { timeZone: item.time_zone, times: firstOf(item) }]));
}

/**
 * The part of the request's body that limits the free times to the requested mode and place, like the next times in the
 * list of doctors. A clinic: only times in person at this clinic. A city: times in person in the city, and online
 * times.
 */
async function narrowed(cards: Card[], { mode, clinic, city }: Question, known: Promise<Reference>): Promise<Pick<Schemas["AvailabilityQuestion"], "mode" | "clinics">> {
  const asked = mode ? { mode } : {};
  if (mode === "online") return asked;
  if (clinic) return { mode: "in_person", clinics: [clinic] };
  if (!city) return asked;
  const { cities } = await known;
  const there = cards.flatMap(({ clinics }) => clinics).filter((each) => labelOf(cities, each.city) === labelOf(cities, city));
  return { ...asked, clinics: there.map(({ id }) => id) };
}

function firstOf(item: Schemas["SlotsAnswer"]): FreeTime[] {
  return item.days.flatMap(({ slots }) => slots).map(({ starts_at, modes }) => ({ startsAt: starts_at, modes }));
}

/** The alternatives that `waysOn` gives. */
export interface WayOn {
  nextFreeDay: string | null;
  online: boolean;
  without: Filter[];
}

/**
 * Alternatives for a query that found nobody. `nextFreeDay`: the next date, in Indian time, on which it finds a free time,
 * if `available_on` was set; otherwise null. `online`: whether a query for a place or for visits in person finds doctors
 * online. `without`: the filters without each of which it finds doctors. Each is queried, so that no suggestion leads to
 * an empty page. Rejects with `Problem`.
 */
export async function waysOn(api: Api, question: Question): Promise<WayOn> {
  const first = async (asked: Question): Promise<Card | undefined> =>
    (await listed(api, asked, 1)).items[0];
  const less = (...names: Filter[]): Question => {
    const kept = Object.entries(question).filter(([other]) => other !== "cursor" && !names.includes(other as Filter));
    return Object.fromEntries(kept);
  };
  const asked = activeFilters(question);
  const [online, later, ...others] = await Promise.all([
    question.city || question.clinic || question.mode === "in_person" ? first({ ...less("city", "clinic"), mode: "online" }) : undefined,
    question.available_on ? first({ ...less("available_on"), sort: "next_available" }) : undefined,
    ...asked.map((name) => first(less(name))),
  ]);
  const nextFreeDay = later?.next_available_at ? dayIn(later.next_available_at, ZONE) : null;
  return { nextFreeDay, online: Boolean(online), without: asked.filter((_, index) => others[index]) };
}
