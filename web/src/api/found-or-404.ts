import "server-only";

import { notFound } from "next/navigation";

import { isProblem } from "@/api/problem";

/** The object of a call; gives the not-found page if the object does not exist or its id is malformed, and throws any other error. */
export async function foundOr404<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (isProblem(error) && error.isAbsent) notFound();
    throw error;
  }
}
