"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { classes } from "@/lib/classes";
import { clock } from "@/lib/time";
import { useNow } from "@/lib/use-now";

const EVERY_MS = 2000;
const STALE_MS = 10_000;

const subscribe = (changed: () => void) => {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
};

/** A clinic queue display: queue numbers and rooms, and whether they are up to date. */
export function Screen() {
  const t = useTranslations("desk.screen");
  // The token is the part of the URL after #, which browsers do not send to a server.
  const token = useSyncExternalStore(subscribe, () => location.hash.slice(1), () => null);
  const now = useNow(1000);
  const shown = useQuery({
    queryKey: ["display", token],
    queryFn: () => answer(api.GET("/v1/display", { params: { header: { "AMRUTAM-Display": token ?? "" } } })),
    enabled: Boolean(token),
    refetchInterval: EVERY_MS,
    refetchIntervalInBackground: true,
    retry: false,
  });
  if (token === null) return null;
  if (token === "" || (isProblem(shown.error) && shown.error.isAbsent)) {
    return (
      <div role="alert" className="grid flex-1 place-content-center gap-2 p-8 text-center">
        <h1 className="text-4xl">{t("off")}</h1>
        <p className="text-xl text-soft">{t("offText")}</p>
      </div>
    );
  }
  if (!shown.data) return null;
  const isStale = now !== null && now - shown.dataUpdatedAt > STALE_MS;
  return <Numbers queue={shown.data} isStale={isStale} />;
}

/** The content of a clinic queue display. `isStale`: the numbers are not up to date. */
export function Numbers({ queue, isStale }: { queue: Schemas["DisplayedQueue"]; isStale: boolean }) {
  const [t, locale] = [useTranslations("desk.screen"), useLocale()];
  const { clinic, doctors, at, time_zone: zone } = queue;
  const time = clock(at, locale, zone);
  return (
    <div className="flex flex-1 flex-col gap-6 p-4 sm:p-8">
      <header className="flex flex-wrap items-baseline justify-between gap-x-8 gap-y-2">
        <h1 className="text-3xl lg:text-4xl">{clinic}</h1>
        <p
          role="status"
          className={classes("rounded-full px-4 py-1 text-lg font-semibold", isStale ? "bg-clay text-on-clay" : "bg-neem-tint text-neem-deep")}
          data-numbers
        >
          {t(isStale ? "stale" : "live", { time })}
        </p>
      </header>
      {doctors.length === 0 ? <p className="m-auto text-3xl text-soft">{t("none")}</p> : null}
      <div className={classes("grid flex-1 content-start gap-6 lg:grid-cols-[repeat(auto-fit,minmax(26rem,1fr))]", isStale && "grayscale")}>
        {doctors.map(({ doctor, called, waiting }) => (
          <section key={doctor} className="rounded-lg border border-line bg-surface p-6">
            <h2 className="mb-4 text-2xl">{doctor}</h2>
            <ul className="grid gap-3">
              {called.map(({ number, room }) => (
                <li key={number} className="flex items-baseline gap-6 rounded-md bg-neem px-6 py-3 text-on-neem">
                  <span className="shrink-0 font-title text-7xl font-bold whitespace-nowrap lg:text-8xl" data-numbers>
                    {number}
                  </span>
                  {room ? <span className="text-3xl lg:text-5xl">{t("room", { room })}</span> : null}
                </li>
              ))}
            </ul>
            {waiting.length > 0 ? (
              <p className="mt-4 text-xl">
                <span className="text-soft">{t("waiting")}: </span>
                <span className="font-semibold" data-numbers>
                  {waiting.join(", ")}
                </span>
              </p>
            ) : null}
          </section>
        ))}
      </div>
    </div>
  );
}
