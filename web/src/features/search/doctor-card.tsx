"use client";

import { Anchor } from "@/components/anchor";
import { Avatar } from "@/components/avatar";
import { Icon } from "@/components/icon";

import type { CardWords } from "./card-words";
import { TimeSlips } from "./time-slips";

/** A client component so that its markup leaves once, and not a second time as the router's data. */
export function DoctorCard({ words }: { words: CardWords }) {
  return (
    <article className="grid gap-4 rounded-lg border border-line bg-surface p-5 shadow-card sm:p-6 lg:grid-cols-[1fr_21rem] lg:gap-8">
      <div className="flex gap-4">
        <Avatar name={words.name} />
        <div className="min-w-0">
          <h2 className="text-lg">
            <Anchor href={`/doctors/${words.id}`} className="hover:underline hover:decoration-turmeric hover:decoration-2 hover:underline-offset-4">
              {words.name}
            </Anchor>
          </h2>
          <p className="font-semibold text-neem">{words.specialization}</p>
          <p className="flex items-center gap-1.5 text-sm text-soft">
            <Icon name="badge-check" size={16} className="shrink-0 text-neem" />
            {words.registration}
          </p>
          <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
            <li className="flex items-center gap-1.5">
              <Icon name="map-pin" size={16} className="text-soft" />
              {words.city}
            </li>
            <li className="flex items-center gap-1.5">
              <Icon name="video" size={16} className="text-soft" />
              {words.modes}
            </li>
            <li className="flex items-center gap-1.5">
              <Icon name="languages" size={16} className="text-soft" />
              {words.languages}
            </li>
          </ul>
          <p className="mt-2 flex flex-wrap items-center gap-x-4 text-sm">
            <span>{words.experience}</span>
            {words.rating && <Rating {...words.rating} />}
            <span className="text-base font-semibold" data-numbers>
              {words.fee}
            </span>
          </p>
        </div>
      </div>
      <TimeSlips words={words} />
    </article>
  );
}

function Rating({ shown, said }: { shown: string; said: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <Icon name="star" size={16} className="fill-turmeric text-turmeric" />
      <span aria-hidden data-numbers>
        {shown}
      </span>
      <span className="sr-only">{said}</span>
    </span>
  );
}
