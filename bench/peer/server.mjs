// The server with which `make bench ARGS=--peer` compares the platform: the same three tasks on Express, pg and
// ioredis. It is as lean as possible while it still books each time of a doctor only once. It lacks, for example,
// history, jobs, repeatable requests, the check of times that overlap in part and of the patient's calendar, logs,
// metrics and limits.
import express from "express";
import { Redis } from "ioredis";
import jwt from "jsonwebtoken";
import pg from "pg";
import { randomUUID } from "node:crypto";

const { PEER_DATABASE_URL, PEER_REDIS_URL, PEER_SECRET, PEER_PORT } = process.env;
const HOLD_MS = 300_000;
const pool = new pg.Pool({ connectionString: PEER_DATABASE_URL, max: 10 });
const redis = new Redis(PEER_REDIS_URL);
const app = express();
app.disable("x-powered-by");
app.set("etag", false);
app.use(express.json({ limit: "64kb" }));

function signedIn(request, response, next) {
  try {
    const token = request.headers.authorization.slice("Bearer ".length);
    request.account = jwt.verify(token, PEER_SECRET, { algorithms: ["HS256"] }).sub;
  } catch {
    return response.status(401).end();
  }
  next();
}

const SORTS = { rating: "-rating_hundredths", fee: "fee_amount" };

app.get("/v1/doctors", async (request, response) => {
  const { specialization, mode, language, max_fee, sort } = request.query;
  const values = [];
  const tests = [];
  const test = (sql, value) => value !== undefined && tests.push(sql.replace("?", `$${values.push(value)}`));
  test("specialization = ?", specialization);
  test("modes @> ?", mode && [mode]);
  test("languages @> ?", language && [language]);
  test("fee_amount <= ?", max_fee);
  const text = `SELECT card FROM doctor_listing ${tests.length ? "WHERE" : ""} ${tests.join(" AND ")}
    ORDER BY ${SORTS[sort] ?? "next_available_at"}, doctor_id LIMIT 20`;
  const { rows } = await pool.query({ name: text.length > 63 ? undefined : text, text, values });
  response.json({ items: rows.map((row) => row.card) });
});

const slotKey = (doctor, at) => `peer:${doctor}:${at}`;

app.get("/v1/doctors/:id/slots", async (request, response) => {
  const day = request.query.from;
  const start = Date.parse(`${day}T00:00:00+05:30`);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  const [rules, taken] = await Promise.all([
    pool.query({
      name: "rules",
      text: `SELECT r.starts, r.ends, t.minutes FROM schedule_rule r JOIN consultation_type t
        ON t.doctor_id = r.doctor_id AND t.is_default WHERE r.doctor_id = $1 AND r.weekday = $2`,
      values: [request.params.id, weekday],
    }),
    pool.query({
      name: "taken",
      text: `SELECT starts_at FROM peer_appointment WHERE doctor_id = $1 AND starts_at >= $2 AND starts_at < $3`,
      values: [request.params.id, new Date(start), new Date(start + 86_400_000)],
    }),
  ]);
  const booked = new Set(taken.rows.map((row) => row.starts_at.getTime()));
  const slots = [];
  for (const rule of rules.rows) {
    const minutes = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
    for (let at = minutes(rule.starts); at + rule.minutes <= minutes(rule.ends); at += rule.minutes) {
      const from = start + at * 60_000;
      slots.push({ starts_at: from, ends_at: from + rule.minutes * 60_000, open: !booked.has(from) });
    }
  }
  const holds = slots.length ? await redis.mget(slots.map((slot) => slotKey(request.params.id, slot.starts_at))) : [];
  response.json({
    items: slots.map((slot, at) => ({
      starts_at: new Date(slot.starts_at).toISOString(),
      ends_at: new Date(slot.ends_at).toISOString(),
      status: slot.open && !holds[at] ? "available" : "taken",
    })),
  });
});

app.post("/v1/holds", signedIn, async (request, response) => {
  const { doctor_id: doctor, starts_at: startsAt } = request.body;
  const at = Date.parse(startsAt);
  if (!doctor || !(at > Date.now())) return response.status(422).end();
  const key = slotKey(doctor, at);
  if (!(await redis.set(key, request.account, "PX", HOLD_MS, "NX"))) return response.status(409).end();
  const { rows } = await pool.query({
    name: "claimed",
    text: "SELECT 1 FROM peer_appointment WHERE doctor_id = $1 AND starts_at = $2",
    values: [doctor, new Date(at)],
  });
  if (rows.length) {
    await redis.del(key);
    return response.status(409).end();
  }
  const expires = new Date(Date.now() + HOLD_MS).toISOString();
  response.status(201).json({ id: `${doctor}.${at}`, doctor_id: doctor, starts_at: startsAt, expires_at: expires });
});

app.post("/v1/appointments", signedIn, async (request, response) => {
  const [doctor, at] = String(request.body.hold_id).split(".");
  const key = slotKey(doctor, at);
  if ((await redis.get(key)) !== request.account) return response.status(409).end();
  const appointment = { id: randomUUID(), doctor_id: doctor, starts_at: new Date(Number(at)), status: "booked" };
  try {
    await pool.query({
      name: "book",
      text: `INSERT INTO peer_appointment (id, doctor_id, account_id, starts_at, status) VALUES ($1, $2, $3, $4, $5)`,
      values: [appointment.id, doctor, request.account, appointment.starts_at, appointment.status],
    });
  } catch (error) {
    if (error.code !== "23505") throw error;
    return response.status(409).end();
  }
  await redis.del(key);
  response.status(201).json(appointment);
});

app.listen(Number(PEER_PORT), "127.0.0.1");
