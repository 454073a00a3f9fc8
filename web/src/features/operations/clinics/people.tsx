"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type ReactNode, type SyntheticEvent } from "react";

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

/** Who works at a clinic, each with a way to take them away; `children` add somebody. */
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

/** Asks by words who is meant. */
export function Search({ label, submit, children }: { label: ReactNode; submit: string; children: (words: string) => ReactNode }) {
  const [words, setWords] = useState("");
  const ask = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget).get("words");
    setWords(typeof said === "string" ? said.trim() : "");
  };
  return (
    <>
      <form onSubmit={ask} className="flex flex-wrap items-end gap-3">
        {label}
        <Button type="submit" kind="secondary">
          {submit}
        </Button>
      </form>
      {words ? children(words) : null}
    </>
  );
}
