import "server-only";

import { notFound } from "next/navigation";

import { isProblem } from "@/api/problem";

/** The object of a call; the not-found page if it does not exist. */
export async function foundOr404<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (isProblem(error) && error.isAbsent) notFound();
    throw error;
  }
}
