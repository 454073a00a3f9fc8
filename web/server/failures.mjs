// What the API refused while a page was made. The call is made in Next's bundle, and the answer leaves in server.mjs:
// both are in one process, and meet here.
import { AsyncLocalStorage } from "node:async_hooks";

const { pages, current } = (globalThis[Symbol.for("amrutam.failures")] ??= {
  pages: new Map(),
  current: new AsyncLocalStorage(),
});
const RETRY_SECONDS = 5;

/**
 * Runs `make` for a page. All that ask for one path at a time share what is noted: Next makes a page once for them.
 * `make` is given a function that tells the failure, `{status, retryAfterSeconds}` or null.
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

/** Notes an answer of the API, `status` 0 if there was none; only 429 and faults are told to visitors as such. */
export function note(status, retryAfter) {
  const page = current.getStore();
  const told = status === 429 ? 429 : status === 0 || status >= 500 ? 503 : null;
  if (page && told) page.failure = { status: told, retryAfterSeconds: Number(retryAfter) || RETRY_SECONDS };
}
