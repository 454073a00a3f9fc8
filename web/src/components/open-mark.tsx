import { ChevronRight } from "lucide-react";

/** Before the words of a `summary` that is no list item: whether its `details` are open. */
export function OpenMark() {
  return <ChevronRight aria-hidden size={18} className="shrink-0 transition-transform [details[open]>summary>&]:rotate-90" />;
}
