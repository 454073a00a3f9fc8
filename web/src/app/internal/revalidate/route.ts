import { timingSafeEqual } from "node:crypto";

import { markChanged } from "../../../../server/page-cache.mjs";

const MOST_TAGS = 100;

/**
 * A worker calls this after a change, to invalidate pages; the proxy does not forward the path. The body is `{"tags":
 * ["doctor:<id>", "doctors"]}`. The status is 204; 401 without the secret, 422 for any other body, and 503 if Valkey is
 * unreachable.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isFromWorker(request.headers.get("authorization"))) return new Response(null, { status: 401 });
  const tags = tagsOf(await request.json().catch(() => null));
  if (!tags) return new Response(null, { status: 422 });
  return new Response(null, { status: (await isWritten(tags)) ? 204 : 503 });
}

/**
 * Stores the change of the tags; returns whether this succeeded. Next's own `revalidateTag` is not used, because it
 * writes after the answer was sent, and the worker would not learn of a failure.
 */
async function isWritten(tags: string[]): Promise<boolean> {
  try {
    await markChanged(tags);
    return true;
  } catch {
    return false;
  }
}

function isFromWorker(authorization: string | null): boolean {
  const secret = process.env.AMRUTAM_REVALIDATE_SECRET;
  if (!secret || !authorization) return false;
  const [shown, right] = [Buffer.from(authorization), Buffer.from(`Bearer ${secret}`)];
  return shown.length === right.length && timingSafeEqual(shown, right);
}

function tagsOf(body: unknown): string[] | null {
  const tags = (body as { tags?: unknown } | null)?.tags;
  const isList = Array.isArray(tags) && tags.length > 0 && tags.length <= MOST_TAGS;
  return isList && tags.every((tag) => typeof tag === "string" && tag.length <= 200) ? (tags as string[]) : null;
}
