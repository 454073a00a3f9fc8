"use client";

import { useEffect, useRef } from "react";

import { Banner } from "./status";

export interface FieldError {
  /** The id of the field. */
  field: string;
  text: string;
}

/** All that is wrong with a form, above it: it takes the focus, and each line leads to its field. */
export function ErrorSummary({ title, errors }: { title: string; errors: readonly FieldError[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="rounded-md">
      <Banner tone="bad" title={title}>
        <ul>
          {errors.map(({ field, text }) => (
            <li key={field}>
              <a
                href={`#${field}`}
                className="inline-flex min-h-tap items-center underline underline-offset-4 hover:decoration-2"
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(field)?.focus();
                }}
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
      </Banner>
    </div>
  );
}
