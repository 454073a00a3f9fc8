"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { isProblem } from "@/api/problem";
import { useRouter } from "@/i18n/use-router";

/**
 * Reads the page and its queries again whenever a change is refused because the record has changed (412): the person sees the present
 * state, and the next attempt names the present version.
 */
export function Outdated() {
  const [client, router] = [useQueryClient(), useRouter()];
  useEffect(
    () =>
      client.getMutationCache().subscribe((event) => {
        if (event.type !== "updated" || event.action.type !== "error") return;
        if (!isProblem(event.action.error) || event.action.error.status !== 412) return;
        void client.invalidateQueries();
        router.refresh();
      }),
    [client, router],
  );
  return null;
}
