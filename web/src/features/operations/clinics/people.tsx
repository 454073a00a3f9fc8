"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ProblemBanner } from "@/components/problem-banner";
import { useRouter } from "@/i18n/navigation";

export interface Person {
  id: string;
  name: string;
  about: string;
}

interface PeopleProps {
  title: string;
  none: string;
  people: readonly Person[];
  onDrop: (id: string) => Promise<unknown>;
  children: ReactNode;
}

/** The people of a clinic, each with a button that removes the person. `children` is the form that adds one. */
export function People({ title, none, people, onDrop, children }: PeopleProps) {
  const t = useTranslations("clinics.people");
  const router = useRouter();
  const drop = useMutation({ mutationFn: onDrop, onSuccess: () => router.refresh() });
  return (
    <Card className="grid gap-4">
      <h2 className="text-lg">{title}</h2>
      {people.length === 0 ? <p className="text-soft">{none}</p> : null}
      <ul>
        {people.map(({ id, name, about }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 border-t border-line py-1">
            <p className="min-w-0 flex-1 basis-56">
              <span className="block font-semibold">{name}</span>
              <span className="text-sm text-soft">{about}</span>
            </p>
            <Button kind="quiet" aria-label={t("dropOf", { name })} isPending={drop.isPending && drop.variables === id} onPress={() => drop.mutate(id)}>
              {t("drop")}
            </Button>
          </li>
        ))}
      </ul>
      <ProblemBanner error={drop.error} />
      {children}
    </Card>
  );
}
