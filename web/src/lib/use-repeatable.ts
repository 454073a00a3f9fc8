"use client";

import { useMutation, type UseMutationOptions, type UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";

import { attempted, isUncertain } from "@/api/repeating";

import { isSame } from "./edits";

interface Repeatable<Wanted, Request, Answer> extends Pick<UseMutationOptions<Answer, Error, Wanted>, "onSuccess" | "onError" | "onSettled"> {
  /** The person's entries, by which a press repeats the request of an earlier one; by default all that is wanted. */
  entries?: (wanted: Wanted) => unknown;
  /** Prepares the request; a repetition has the same one. By default the request is what was wanted at the first press. */
  begin?: (wanted: Wanted) => Promise<Request>;
  send: (request: Request, key: string) => Promise<Answer>;
  /** See `attempted`. */
  done?: (request: Request) => Promise<Answer | null>;
  /** How often one press sends the request until its outcome is known, by default five times. */
  tries?: number;
}

interface Attempt<Request> {
  entries: unknown;
  key: string;
  request: Request;
  isUnsure: boolean;
}

export type Repeated<Wanted, Answer> = UseMutationResult<Answer, Error, Wanted> & {
  /** Whether the outcome is unknown. The next press with the same entries repeats the request. */
  isUnsure: boolean;
  /** Whether the form should keep its entries: while the request runs, and while its outcome is unknown. */
  isFixed: boolean;
};

/**
 * A mutation whose request can be repeated without harm after its answer was lost: the next press with the same entries
 * sends the same request with the same `Idempotency-Key`. It takes a new key when the entries change, and when the outcome of
 * the earlier request is known.
 */
export function useRepeatable<Wanted, Answer>(repeatable: Repeatable<Wanted, Wanted, Answer>): Repeated<Wanted, Answer>;
export function useRepeatable<Wanted, Answer, Request>(repeatable: Repeatable<Wanted, Request, Answer> & Required<Pick<Repeatable<Wanted, Request, Answer>, "begin">>): Repeated<Wanted, Answer>;
export function useRepeatable<Wanted, Answer, Request>(repeatable: Repeatable<Wanted, Request, Answer>): Repeated<Wanted, Answer> {
  const { entries = (wanted: Wanted): unknown => wanted, begin, send, done, tries, ...options } = repeatable;
  const [left, setLeft] = useState<Attempt<Request> | null>(null);
  const mutation = useMutation({
    ...options,
    mutationFn: async (wanted: Wanted) => {
      const entered = entries(wanted);
      const isAgain = left !== null && isSame(left.entries, entered);
      const own = isAgain ? left : { entries: entered, key: crypto.randomUUID(), request: begin ? await begin(wanted) : (wanted as unknown as Request), isUnsure: false };
      const answer = await attempted(own, () => send(own.request, own.key), { tries, done: done && (() => done(own.request)), keep: setLeft });
      setLeft(null);
      return answer;
    },
  });
  const isUnsure = mutation.isError && (left !== null || isUncertain(mutation.error));
  return { ...mutation, isUnsure, isFixed: mutation.isPending || isUnsure };
}
