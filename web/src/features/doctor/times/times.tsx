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

/** The page is the same for everybody; the times come when it is there, and stay true. */
export function Times({ doctor }: { doctor: Bookable }) {
  const t = useTranslations("doctor.times");
  // The first date that a phone reckons takes it 60 ms: while it waits for the picker it has them to spare.
  useEffect(() => void setTimeout(() => dayIn(new Date(), doctor.timeZone)), [doctor.timeZone]);
  return (
    <Card aria-labelledby="times" className="min-h-176 noscript:min-h-0">
      <h2 id="times" className="mb-4 text-xl">
        {t("title")}
      </h2>
      <noscript>
        <p>{t("noScript")}</p>
        <Link href={`/doctors?q=${encodeURIComponent(doctor.name)}`}>{t("noScriptLink")}</Link>
      </noscript>
      <Picker doctor={doctor} />
    </Card>
  );
}

function Waiting() {
  const t = useTranslations("doctor.times");
  return (
    <>
      <p role="status" className="sr-only noscript:hidden">
        {t("loading")}
      </p>
      <Skeleton className="mb-4 h-24" />
      <Skeleton className="mb-4 h-20" />
      <Skeleton className="h-64" />
    </>
  );
}
