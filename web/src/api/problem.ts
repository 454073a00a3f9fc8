/** An RFC 9457 problem of the API, or a failed connection (`status` 0, code `offline`; `not-sent` if the call cannot have had an effect). */
export class Problem extends Error {
  override readonly name = "Problem";

  readonly status: number;
  /** The last part of `type`: `slot-taken`, `hold-expired`, ...; `unknown` if the answer is no problem. */
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly { pointer: string; detail: string }[];
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

  get isAbsent(): boolean {
    return this.status === 404 || this.status === 422;
  }
}

export function isProblem(error: unknown, code?: string): error is Problem {
  return error instanceof Problem && (code === undefined || error.code === code);
}

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

export function offline(reason: unknown): Problem {
  const code = reason instanceof NotSent ? "not-sent" : "offline";
  return new Problem(0, code, reason instanceof Error ? reason.message : "No connection");
}
