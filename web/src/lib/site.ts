import "server-only";

/**
 * The website's public URL (`AMRUTAM_PUBLIC_URL`, by default `http://127.0.0.1:8000`) without a trailing slash,
 * followed by `path`. The variable is read when a page is rendered, not at build time.
 */
export function publicUrl(path = ""): string {
  return (process.env.AMRUTAM_PUBLIC_URL ?? "http://127.0.0.1:8000").replace(/\/$/, "") + path;
}
