import type { Instrumentation } from "next";

import { failed } from "../server/failures.mjs";

/** Lets server.mjs answer 429 or 503 where the API did. */
export const onRequestError: Instrumentation.onRequestError = (error, { path }) => failed(path, error);
