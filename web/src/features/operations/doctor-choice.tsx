"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { Button } from "@/components/button";
import { ProblemBanner } from "@/components/problem-banner";
import { Skeleton } from "@/components/skeleton";

interface DoctorChoiceProps {
  name: string;
  onChoose: (doctor: { id: string; name: string }) => void;
}

/** A choice of the doctors whose name matches. */
export function DoctorChoice({ name, onChoose }: DoctorChoiceProps) {
  const t = useTranslations("operations.search");
  const found = useInfiniteQuery({
    queryKey: ["doctors", name],
    queryFn: ({ pageParam }) => answer(api.GET("/v1/operations/doctors", { params: { query: { q: name, limit: 12, ...(pageParam && { cursor: pageParam }) } } })),
    initialPageParam: "",
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
  if (found.isPending) return <Skeleton className="h-24" />;
  if (found.isError) return <ProblemBanner error={found.error} />;
  const doctors = found.data.pages.flatMap(({ items }) => items);
  if (doctors.length === 0) return <p role="status">{t("noDoctor", { name })}</p>;
  return (
    <section aria-labelledby="which">
      <h2 id="which" className="mb-3 text-lg">
        {t("which")}
      </h2>
      <ul className="grid gap-2">
        {doctors.map((doctor) => (
          <li key={doctor.id} className="flex flex-wrap items-center gap-x-4 rounded-md border border-line bg-surface px-4 py-2">
            <p className="min-w-0 flex-1 basis-56">
              <span className="block font-semibold">{doctor.name}</span>
              <span className="text-sm text-soft">
                {doctor.specialization}, {doctor.city}, {doctor.registration_number}
              </span>
            </p>
            <Button kind="secondary" aria-label={t("chooseOf", { name: doctor.name })} onPress={() => onChoose(doctor)}>
              {t("choose")}
            </Button>
          </li>
        ))}
      </ul>
      {found.hasNextPage ? (
        <Button kind="secondary" className="mt-4" isPending={found.isFetchingNextPage} onPress={() => void found.fetchNextPage()}>
          {t("moreDoctors")}
        </Button>
      ) : null}
    </section>
  );
}
