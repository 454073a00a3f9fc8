import { Anchor } from "@/components/anchor";
import { Icon } from "@/components/icon";
import { linkStyle } from "@/components/styles";

import type { CardWords } from "./card-words";

/** The first free times; each links to the doctor's page with that time chosen. */
export function TimeSlips({ words: { id, name, above, times, toAll } }: { words: CardWords }) {
  const page = `/doctors/${id}`;
  if (times.length === 0) {
    return (
      <div className="rounded-md bg-sunk p-4 text-sm">
        <p className="mb-1">{above}</p>
        <Anchor href={page} className={linkStyle}>
          {toAll}
          <span className="sr-only">: {name}</span>
        </Anchor>
      </div>
    );
  }
  return (
    <div>
      <p className="mb-2 text-sm font-semibold">{above}</p>
      <ul className="grid grid-cols-3 gap-2">
        {times.map(({ startsAt, mode, day, clock, said }) => (
          <li key={startsAt}>
            <Anchor
              href={`${page}?time=${encodeURIComponent(startsAt)}${mode ? `&mode=${mode}` : ""}`}
              aria-label={said}
              className="grid min-h-tap place-items-center rounded-md border border-neem bg-neem-tint px-1.5 py-1.5 text-center text-neem-deep hover:bg-neem hover:text-on-neem"
            >
              <span className="text-xs">{day}</span>{" "}
              <span className="font-semibold" data-numbers>
                {clock}
              </span>
            </Anchor>
          </li>
        ))}
      </ul>
      <Anchor href={page} className="mt-1 inline-flex min-h-tap items-center gap-1 text-sm text-neem hover:underline">
        {toAll}
        <span className="sr-only">: {name}</span>
        <Icon name="arrow-right" size={16} />
      </Anchor>
    </div>
  );
}
