"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { Link } from "@/components/link";
import { ProblemBanner } from "@/components/problem-banner";
import { Skeleton } from "@/components/skeleton";
import { StatusMark } from "@/components/status-mark";
import { clock, shortDay, yearIn } from "@/lib/time";
import { usePatientName } from "@/lib/use-patient-name";

import type { Appointment, Question } from "./question";

/** The appointments that the search found, the latest first. */
export function AppointmentResults({ question }: { question: Question }) {
  const t = useTranslations("operations.search");
  const found = useInfiniteQuery({
    queryKey: ["appointments", question],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/v1/appointments", {
          params: { query: { ...question, sort: "-starts_at", limit: 20, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    retry: false,
  });
  if (found.isPending) return <Skeleton className="h-40" />;
  if (found.isError) return <ProblemBanner error={found.error} />;
  const items = found.data.pages.flatMap((page) => page.items);
  return (
    <section aria-labelledby="found">
      <h2 id="found" className="mb-3 text-lg">
        <span role="status">{found.hasNextPage ? t("latest", { count: items.length }) : t("found", { count: items.length })}</span>
      </h2>
      {items.length === 0 ? <p className="text-soft">{t("noneText")}</p> : null}
      <ul className="grid gap-2">
        {items.map((each) => (
          <Result key={each.id} appointment={each} />
        ))}
      </ul>
      {found.hasNextPage ? (
        <Button kind="secondary" className="mt-4" isPending={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
          {t("more")}
        </Button>
      ) : null}
    </section>
  );
}

function Result({ appointment }: { appointment: Appointment }) {
  const [t, locale, nameOf] = [useTranslations("operations"), useLocale(), usePatientName()];
  const { id, reference, starts_at, time_zone, status, patient, doctor } = appointment;
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1 rounded-md border border-line bg-surface px-4 py-2">
      <Link
        href={`/operations/appointments/${id}`}
        data-numbers
        className="inline-flex min-h-tap items-center font-semibold text-neem underline underline-offset-4"
      >
        {reference}
      </Link>
      <span data-numbers>
        {shortDay(starts_at, locale, time_zone)} {yearIn(starts_at, time_zone)}, {clock(starts_at, locale, time_zone)}
      </span>
      <span className="min-w-0 flex-1 basis-56">{t("search.with", { patient: nameOf(patient), doctor: doctor.name })}</span>
      <StatusMark status={status} label={t(`status.${status}`)} />
    </li>
  );
}
