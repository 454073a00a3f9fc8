import type { Entry } from "@/api/entry";

import { useCardWords } from "./card-words";
import { DoctorCard } from "./doctor-card";
import { shownWords } from "./shown-words";
import type { Found } from "./finding";

interface ResultsProps {
  found: readonly Found[];
  /** That was asked for. */
  mode: string | undefined;
  specializations: readonly Entry[];
  cities: readonly Entry[];
}

export function Results({ found, mode, ...reference }: ResultsProps) {
  const wordsOf = useCardWords(reference, mode);
  return shownWords(found, wordsOf).map((words) => <DoctorCard key={words.id} words={words} />);
}
