"use client";

import { useProblemWords } from "@/api/use-problem-words";

import { Banner } from "./status";

/**
 * Explains why a call failed; renders nothing without an error, and throws an error that is no `Problem` again. Needs
 * the messages of `errors`.
 */
export function ProblemBanner({ error, className }: { error: unknown; className?: string }) {
  const words = useProblemWords();
  if (!error) return null;
  return <Banner tone="bad" isLive title={words(error)} {...(className ? { className } : {})} />;
}
