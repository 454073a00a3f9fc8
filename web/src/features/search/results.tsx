import type { Entry } from "@/api/reference";

import { useCardWords } from "./card-words";
import { DoctorCard } from "./doctor-card";
import type { Found } from "./finding";

interface ResultsProps {
  found: readonly Found[];
  specializations: readonly Entry[];
  cities: readonly Entry[];
}

export function Results({ found, ...reference }: ResultsProps) {
  const wordsOf = useCardWords(reference);
  return found.map((one) => <DoctorCard key={one.card.id} words={wordsOf(one)} />);
}
