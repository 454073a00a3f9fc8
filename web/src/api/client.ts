import createClient, { type Client, type ClientOptions } from "openapi-fetch";

import { offline, problemOf } from "./problem";
import type { components, paths } from "./schema";

export type Api = Client<paths>;
export type Schemas = components["schemas"];

export function makeApi(options: ClientOptions): Api {
  return createClient<paths>(options);
}

interface Called<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What a call answers with; raises `Problem`. `await answer(api.GET("/v1/me"))` */
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
