"use client";

import type { ComponentProps } from "react";

import { TextField } from "./text-field";

type CodeFieldProps = Omit<
  ComponentProps<typeof TextField>,
  "autoComplete" | "inputMode" | "maxLength" | "onChange" | "rows"
> & { onChange: (code: string) => void };

/** A field for a six-digit code, which can be autofilled from a message, pasted with spaces, or typed. */
export function CodeField({ onChange, ...props }: CodeFieldProps) {
  return (
    <TextField
      {...props}
      autoComplete="one-time-code"
      inputMode="numeric"
      onChange={(text) => onChange(text.replace(/\D/g, "").slice(0, 6))}
      className="[&_input]:max-w-56 [&_input]:text-xl [&_input]:tracking-[0.35em]"
    />
  );
}
