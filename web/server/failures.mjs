// Failures of the API while a page was made. Next's bundle calls the API, and server.mjs sends the answer: both are in one process and
// share this module.
import { AsyncLocalStorage } from "node:async_hooks";

const { pages, current } = (globalThis[Symbol.for("amrutam.failures")] ??= {
  pages: new Map(),
  current: new AsyncLocalStorage(),
});
const RETRY_SECONDS = 5;

/**
 * Runs `make` for a page and returns its result. `make` gets a function that returns the latest failure, `{status, retryAfterSeconds}` or
 * null. Concurrent requests for one path share the failure, because Next makes the page once for them.
 */
export async function watching(path, make) {
  const page = pages.get(path) ?? { askers: 0, failure: null };
  page.askers += 1;
  pages.set(path, page);
  try {
    return await current.run(page, () => make(() => page.failure));
  } finally {
    page.askers -= 1;
    if (page.askers === 0) pages.delete(path);
  }
}

/**
 * Records an answer of the API to the page that is being made: 429 as 429, a server error or no answer (`status` 0) as
 * 503; any other status is no failure. `retryAfter` is the answer's header in seconds; null, or a date, counts as 5. Has no
 * effect outside `watching`.
 */
export function note(status, retryAfter) {
  const page = current.getStore();
  const told = status === 429 ? 429 : status === 0 || status >= 500 ? 503 : null;
  if (page && told) page.failure = { status: told, retryAfterSeconds: Number(retryAfter) || RETRY_SECONDS };
}
