"use client";

import { useProblemWords } from "@/api/use-problem-words";

import { Banner } from "./status";

interface ProblemBannerProps {
  error: unknown;
  /** For a call that a press of the button repeats without harm: whether it is unknown if the call had its effect. */
  isUnsure?: boolean;
  className?: string;
}

/**
 * Explains why a call failed; renders nothing without an error, and throws an error that is no `Problem` again. Needs
 * the messages of `errors`.
 */
export function ProblemBanner({ error, isUnsure = false, className }: ProblemBannerProps) {
  const words = useProblemWords();
  if (!error) return null;
  return <Banner tone="bad" isLive title={words(error, isUnsure)} {...(className ? { className } : {})} />;
}
