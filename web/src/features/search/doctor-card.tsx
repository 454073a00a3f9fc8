"use client";

import { Anchor } from "@/components/anchor";
import { DoctorPhoto } from "@/components/doctor-photo";
import { Icon } from "@/components/icon";

import type { CardWords } from "./card-words";
import { TimeSlips } from "./time-slips";

/** A doctor in the results. It is a client component, so that its markup is sent once, and not again in the data of Next's client-side router. */
export function DoctorCard({ words }: { words: CardWords }) {
  return (
    <article className="grid gap-3 rounded-lg border border-line bg-surface p-4 shadow-card sm:gap-4 sm:p-6 lg:grid-cols-[1fr_20rem] lg:gap-8">
      <div className="flex gap-3 sm:gap-4">
        <DoctorPhoto name={words.name} url={words.photo} />
        <div className="min-w-0">
          <h2 className="text-lg">
            <Anchor href={`/doctors/${words.id}`} className="hover:underline hover:decoration-turmeric hover:decoration-2 hover:underline-offset-4">
              {words.name}
            </Anchor>
          </h2>
          <p className="text-sm sm:text-base">
            <span className="font-semibold text-neem">{words.specialization}</span>
            {words.plain ? <span className="block text-soft">{words.plain}</span> : null}
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 text-sm">
            {words.rating && <Rating {...words.rating} />}
            <span>{words.experience}</span>
            <span className="text-base font-semibold" data-numbers>
              {words.fee}
            </span>
          </p>
          <ul className="mt-1 grid gap-x-4 gap-y-0.5 text-sm sm:flex sm:flex-wrap">
            {words.places.map(({ words: place, at }) => (
              <li key={place} className="flex items-start gap-1.5">
                <Icon name="map-pin" size={16} className="mt-1 shrink-0 text-soft" />
                <span>
                  {place} {at ? <span data-place={at} className="font-semibold whitespace-nowrap text-neem" /> : null}
                </span>
              </li>
            ))}
            <li className="flex items-start gap-1.5">
              <Icon name="video" size={16} className="mt-1 shrink-0 text-soft" />
              {words.modes}
            </li>
            <li className="flex items-start gap-1.5">
              <Icon name="languages" size={16} className="mt-1 shrink-0 text-soft" />
              {words.languages}
            </li>
            <li className="flex items-start gap-1.5 text-soft">
              <Icon name="badge-check" size={16} className="mt-1 shrink-0 text-neem" />
              {words.registration}
            </li>
          </ul>
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
