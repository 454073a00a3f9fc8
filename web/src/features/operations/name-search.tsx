"use client";

import { useState, type ReactNode, type SyntheticEvent } from "react";

import { Button } from "@/components/button";

/**
 * A search form, and below it what `children` renders for the submitted words. `label` is the form's field, whose name
 * must be `words`.
 */
export function NameSearch({ label, submit, children }: { label: ReactNode; submit: string; children: (words: string) => ReactNode }) {
  const [words, setWords] = useState("");
  const ask = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget).get("words");
    setWords(typeof said === "string" ? said.trim() : "");
  };
  return (
    <>
      <form method="post" onSubmit={ask} className="flex flex-wrap items-end gap-3">
        {label}
        <Button type="submit" kind="secondary">
          {submit}
        </Button>
      </form>
      {words ? children(words) : null}
    </>
  );
}
