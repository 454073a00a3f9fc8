"use client";

import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useEffect } from "react";

import { Card } from "@/components/card";
import { Link } from "@/components/link";
import { Skeleton } from "@/components/skeleton";
import { dayIn } from "@/lib/time";

import type { Bookable } from "./bookable";

const Picker = dynamic(() => import("./picker").then((module) => module.Picker), { ssr: false, loading: Waiting });

interface TimesProps {
  /** A `Bookable` in JSON; only browsers read it, because the server may render a placeholder here, which server/frames.mjs replaces. */
  bookable: string;
  /** The doctor's name, percent-encoded for the query of a URL. */
  query: string;
}

/** The free times of a doctor's page. The page is cached for all visitors, so the times are loaded by the browser and kept up to date. */
export function Times({ bookable, query }: TimesProps) {
  const t = useTranslations("doctor.times");
  // A phone takes 60 ms to compute its first date, which it can do while it waits for the picker.
  useEffect(() => void setTimeout(() => dayIn(new Date(), (JSON.parse(bookable) as Bookable).timeZone)), [bookable]);
  return (
    <Card aria-labelledby="times" className="min-h-144 max-sm:-mx-4 max-sm:rounded-none max-sm:border-x-0 max-sm:p-3 sm:min-h-176 noscript:min-h-0">
      <h2 id="times" className="mb-4 text-xl max-sm:sr-only">
        {t("title")}
      </h2>
      <noscript>{typeof window === "undefined" ? <NoScript query={query} /> : null}</noscript>
      <Picker bookable={bookable} />
    </Card>
  );
}

/** Only the server renders it: React in a browser skips the content of `noscript`, and the page's script is smaller without it. */
function NoScript({ query }: { query: string }) {
  const t = useTranslations("doctor.times");
  return (
    <>
      <p>{t("noScript")}</p>
      <Link href={`/doctors?q=${query}`}>{t("noScriptLink")}</Link>
    </>
  );
}

function Waiting() {
  const t = useTranslations("doctor.times");
  return (
    <>
      <p role="status" className="sr-only noscript:hidden">
        {t("loading")}
      </p>
      <Skeleton className="mb-2 h-11" />
      <Skeleton className="mb-2 h-28" />
      <Skeleton className="h-64" />
    </>
  );
}
