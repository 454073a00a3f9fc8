import type { Schemas } from "@/api/client";

/**
 * The message in place of the link of a video call that has none at `now` (Unix ms): the call opens later, its link is
 * read within a minute, or it is closed. During the visit the link is missing only until it is read, or without an
 * address for video calls.
 */
export function withoutLink({ join_from }: Schemas["CallView"], endsAt: string, now: number): "joinFrom" | "joinSoon" | "joinOver" {
  if (now < Date.parse(join_from)) return "joinFrom";
  return now < Date.parse(endsAt) ? "joinSoon" : "joinOver";
}
