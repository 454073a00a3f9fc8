// What the API answered while a page was made. Next tells of an error (`onRequestError`) in its own bundle, and the
// answer leaves in server.mjs; both are in one process, and meet here by the page's path.

const pages = (globalThis[Symbol.for("amrutam.failures")] ??= new Map());
const RETRY_SECONDS = 5;

/** Begins to watch a page; all that ask for the same one at the same time share what is heard of it. */
export function watch(path) {
  const page = pages.get(path) ?? { askers: 0, failure: null };
  page.askers += 1;
  pages.set(path, page);
  return {
    failure: () => page.failure,
    end() {
      page.askers -= 1;
      if (page.askers === 0) pages.delete(path);
    },
  };
}

/** `reason` is the error that broke a page: 429 and 503 are told as they are, anything else is a fault of ours. */
export function failed(path, reason) {
  const page = pages.get(path.split("?", 1)[0]);
  if (!page || reason?.name !== "Problem") return;
  const status = reason.status === 429 ? 429 : reason.status === 0 || reason.status >= 500 ? 503 : null;
  if (status) page.failure = { status, retryAfterSeconds: reason.retryAfterSeconds ?? RETRY_SECONDS };
}
