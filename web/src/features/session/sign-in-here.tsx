"use client";

import { CodeForm } from "./code-form";

/** The sign-in as a part of another page. The page continues by itself after the sign-in. */
export function SignInHere() {
  return <CodeForm onDone={() => undefined} />;
}
