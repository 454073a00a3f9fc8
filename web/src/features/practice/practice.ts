import "server-only";

import { answer, type Api, type Schemas } from "@/api/client";
import { visitorApi } from "@/api/server";
import { requireRole } from "@/session/guard";
import { orSignIn } from "@/session/signed-in";

export interface Practice {
  doctor: Schemas["DoctorAnswer"];
  /** The API client with the session of this doctor. */
  api: Api;
}

/**
 * The practice of the signed-in doctor; null while the account has no doctor's profile. Visitors without a session are
 * redirected to the sign-in, and other roles get the not-found page.
 */
export async function practiceOf(path: string): Promise<Practice | null> {
  const { doctor_id } = await requireRole("doctor", path);
  if (!doctor_id) return null;
  const api = await visitorApi();
  const doctor = await orSignIn(path, answer(api.GET("/v1/doctors/{doctor_id}", { params: { path: { doctor_id } } })));
  return { doctor, api };
}
