import "server-only";

import { notFound } from "next/navigation";

import { isProblem } from "@/api/problem";

/** What was asked for; the not-found page if there is no such thing. */
export async function foundOr404<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (isProblem(error) && error.isAbsent) notFound();
    throw error;
  }
}
