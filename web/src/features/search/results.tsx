import type { Entry } from "@/api/entry";

import { useCardWords } from "./card-words";
import { DoctorCard } from "./doctor-card";
import type { Question } from "./question";
import { shownWords } from "./shown-words";
import type { Found } from "./finding";

interface ResultsProps {
  found: readonly Found[];
  question: Question;
  specializations: readonly Entry[];
  cities: readonly Entry[];
}

export function Results({ found, question, ...reference }: ResultsProps) {
  const wordsOf = useCardWords(reference, question);
  return shownWords(found, wordsOf).map((words) => <DoctorCard key={words.id} words={words} />);
}
