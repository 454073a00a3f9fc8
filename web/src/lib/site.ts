import "server-only";

/** The address that visitors use, without a slash at its end. Read when a page is made, not when it is built. */
export function publicUrl(path = ""): string {
  return (process.env.AMRUTAM_PUBLIC_URL ?? "http://127.0.0.1:8000").replace(/\/$/, "") + path;
}
