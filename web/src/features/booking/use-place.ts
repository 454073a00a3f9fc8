"use client";

import { useQuery } from "@tanstack/react-query";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { placeHeader, rememberPlace } from "@/lib/own-place";

export type Place = Schemas["PlaceView"];

/** The visitor's place in the doctor's admission queue, taken if there is a queue, and polled as often as the answer says. */
export function usePlace(doctorId: string, accountId: string | null) {
  return useQuery({
    queryKey: ["place", doctorId, accountId],
    queryFn: () => placeOf(doctorId),
    refetchInterval: ({ state }) => (state.data?.poll_seconds ?? 5) * 1000,
    refetchIntervalInBackground: true, // a place that is not polled is lost
    gcTime: 0,
  });
}

async function placeOf(doctorId: string): Promise<Place> {
  const path = { params: { path: { doctor_id: doctorId } }, headers: placeHeader(doctorId) };
  let place = await answer(api.GET("/v1/doctors/{doctor_id}/admission", path));
  if (place.state === "none") place = await answer(api.POST("/v1/doctors/{doctor_id}/admission", path));
  rememberPlace(doctorId, place.place);
  return place;
}
