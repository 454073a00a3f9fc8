import type { Client } from "openapi-fetch";

import { offline, problemOf } from "./problem.ts";
import type { components, paths } from "./schema";

/** The client has openapi-fetch's types and an implementation of its own, which is small because every page loads it. */
export type Api = Client<paths>;
export type Schemas = components["schemas"];

interface ApiOptions extends Pick<RequestInit, "cache"> {
  baseUrl: string;
  headers?: Record<string, string>;
  fetch: (request: Request) => Promise<Response>;
}

interface CallOptions extends Omit<RequestInit, "body"> {
  params?: {
    path?: Record<string, string>;
    query?: Record<string, unknown>;
    header?: Record<string, string>;
  };
  body?: unknown;
}

interface Called<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/**
 * A client of the API at `baseUrl`. Its calls give `data` for a success and `error` for any other status (`answer` throws in
 * that case), and reject as `fetch` does. `headers` are sent with each call.
 */
export function makeApi(options: ApiOptions): Api {
  const calls = METHODS.map((method) => [
    method,
    (path: string, call: CallOptions = {}) => send(options, method, path, call),
  ]);
  return Object.fromEntries(calls) as Api;
}

async function send(api: ApiOptions, method: string, path: string, call: CallOptions): Promise<Called<unknown>> {
  const { params = {}, body, headers, ...rest } = call;
  const url = api.baseUrl + filled(path, params.path) + queryOf(params.query);
  const sent = new Headers({ ...api.headers, ...params.header });
  new Headers(headers).forEach((value, name) => sent.set(name, value));
  // A request takes the content type of a file from the file itself.
  const written = body instanceof Blob ? body : JSON.stringify(body);
  if (typeof written === "string") sent.set("content-type", "application/json");
  const init = { ...(api.cache && { cache: api.cache }), ...rest, method, headers: sent, body: written };
  const response = await api.fetch(new Request(url, init));
  const said = await read(response);
  return response.ok ? { data: said, response } : { error: said, response };
}

function filled(path: string, values: Record<string, string> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}

/**
 * A URL's query string with its `?`; parameters that are undefined or null are left out, and without any the text is
 * empty.
 */
function queryOf(values: Record<string, unknown> = {}): string {
  const said = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  const query = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return query && `?${query}`;
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text();
  // A 204 has no body, although it may have a JSON content type.
  if (!text || !response.headers.get("content-type")?.includes("json")) return text || undefined;
  return JSON.parse(text);
}

/** The body of a call's answer, undefined for an empty one, as in `await answer(api.GET("/v1/me"))`. Rejects with `Problem`. */
export async function answer<T>(call: Promise<Called<T>>): Promise<T> {
  let called;
  try {
    called = await call;
  } catch (reason) {
    throw offline(reason);
  }
  if (!called.response.ok) throw problemOf(called.response, called.error);
  return called.data as T;
}
