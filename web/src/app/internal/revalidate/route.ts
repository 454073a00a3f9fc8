import { timingSafeEqual } from "node:crypto";

import { revalidateTag } from "next/cache";

const MOST_TAGS = 100;

/** A worker says what has changed; the proxy lets nobody else in here. `{"tags": ["doctor:<id>", "doctors"]}` */
export async function POST(request: Request): Promise<Response> {
  if (!isFromWorker(request.headers.get("authorization"))) return new Response(null, { status: 401 });
  const tags = tagsOf(await request.json().catch(() => null));
  if (!tags) return new Response(null, { status: 422 });
  tags.forEach((tag) => revalidateTag(tag, { expire: 0 })); // the next visitor gets a new page
  return new Response(null, { status: 204 });
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
