"use client";

import { CodeForm } from "./code-form";

/** For a page that itself shows what comes next as soon as somebody is signed in. */
export function SignInHere() {
  return <CodeForm onDone={() => undefined} />;
}
