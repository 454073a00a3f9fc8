/** An RFC 9457 problem of the API, or a failed connection (`status` 0, code `offline`; `not-sent` if the call cannot have had an effect). */
export class Problem extends Error {
  override readonly name = "Problem";

  readonly status: number;
  /** The last part of `type`: `slot-taken`, `hold-expired`, ...; `unknown` if the answer is no problem. */
  readonly code: string;
  readonly detail: string;
  /** The refused fields, each with its JSON pointer (RFC 6901) in the request's body; empty for other problems. */
  readonly errors: readonly { pointer: string; detail: string }[];
  /** The header Retry-After; null without it, and if it is a date. */
  readonly retryAfterSeconds: number | null;
  /** All members of the problem, also those that are fields of this class. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    detail: string,
    errors: Problem["errors"] = [],
    retryAfterSeconds: number | null = null,
    extra: Problem["extra"] = {},
  ) {
    super(`${code} (${status}): ${detail}`);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
    this.extra = extra;
  }

  /** For a call with an id in its path: whether no such object exists for the caller (404), or the id is malformed (422). */
  get isAbsent(): boolean {
    return this.status === 404 || this.status === 422;
  }
}

/** Whether the error is a `Problem`, with this code if one is given. */
export function isProblem(error: unknown, code?: string): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code);
}

/** The problem of an answer that is no success; `body` is its parsed body. */
export function problemOf(response: Response, body: unknown): Problem {
  const said = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const type = typeof said.type === "string" ? said.type : "";
  const errors = Array.isArray(said.errors) ? (said.errors as { pointer: string; detail: string }[]) : [];
  const wait = Number(response.headers.get("retry-after"));
  return new Problem(
    response.status,
    type.split("/").at(-1) || "unknown",
    typeof said.detail === "string" ? said.detail : response.statusText,
    errors,
    wait > 0 ? wait : null,
    said,
  );
}

/** The reason of a failed call that cannot have reached the platform, because the device had no connection. */
export class NotSent extends Error {}

/** The problem of a call that got no answer; `reason` is what `fetch` threw. */
export function offline(reason: unknown): Problem {
  const code = reason instanceof NotSent ? "not-sent" : "offline";
  return new Problem(0, code, reason instanceof Error ? reason.message : "No connection");
}
