"use client";

import { useLocale, useTranslations } from "next-intl";
import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

import { Banner } from "@/components/status";

import { kilometres, type Point } from "./distance";

/** The visitor's position, kept while the page is open. It is never sent to a server. */
let here: Point | undefined;

/** Whether distances are shown; `none`: the page shows no clinic whose location is known; `refused`: the position is unknown. */
type Said = "shown" | "none" | "refused";

/** Reads the visitor's position when the button is pressed, and shows distances beside clinics. */
export function NearMe() {
  const t = useTranslations("near");
  const locale = useLocale();
  const asked = useSearchParams()?.toString();
  const [said, setSaid] = useState<Said>();
  useEffect(() => {
    const show = () => {
      if (here) setSaid(writeDistances(here, (km) => t("away", { distance: distanceWords(km, locale) })) ? "shown" : "none");
    };
    function press({ target }: Event) {
      if (!(target instanceof Element) || !target.closest("[data-near]")) return;
      navigator.geolocation.getCurrentPosition(
        ({ coords: { latitude, longitude } }) => {
          here = { latitude, longitude };
          show();
        },
        () => setSaid("refused"),
        { maximumAge: 600_000, timeout: 20_000 },
      );
    }
    show();
    document.addEventListener("click", press);
    return () => document.removeEventListener("click", press);
  }, [asked, locale, t]);
  return <NearNote said={said} />;
}

/** The result of a request for distances. */
export function NearNote({ said }: { said: Said | undefined }) {
  const t = useTranslations("near");
  return (
    <div role="status" className="pointer-events-none fixed inset-x-4 bottom-4 z-20 mx-auto max-w-md">
      {said === "refused" || said === "none" ? <Banner tone="info" title={t(said)} className="shadow-float" /> : null}
      {said === "shown" ? <span className="sr-only">{t("shown")}</span> : null}
    </div>
  );
}

/** Writes the distance of each clinic whose location is known; returns whether the page shows such a clinic. */
function writeDistances(from: Point, words: (km: number) => string): boolean {
  const places = document.querySelectorAll<HTMLElement>("[data-place]");
  for (const place of places) {
    const [latitude = 0, longitude = 0] = (place.dataset.place ?? "").split(",").map(Number);
    place.textContent = words(kilometres(from, { latitude, longitude }));
  }
  document.querySelector("[data-near]")?.setAttribute("aria-pressed", "true");
  return places.length > 0;
}

function distanceWords(km: number, locale: string): string {
  return new Intl.NumberFormat(`${locale}-IN`, {
    style: "unit",
    unit: "kilometer",
    maximumFractionDigits: km < 10 ? 1 : 0,
  }).format(km);
}
