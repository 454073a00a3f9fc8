import { ChevronRight } from "lucide-react";

/** A marker in a `summary` that shows whether its `details` are open. */
export function OpenMark() {
  return <ChevronRight aria-hidden size={18} className="shrink-0 transition-transform [details[open]>summary>&]:rotate-90" />;
}
