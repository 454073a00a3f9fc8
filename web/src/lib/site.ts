import "server-only";

/** The public URL without a trailing slash. It is read when a page is rendered, not at build time. */
export function publicUrl(path = ""): string {
  return (process.env.AMRUTAM_PUBLIC_URL ?? "http://127.0.0.1:8000").replace(/\/$/, "") + path;
}
