import type { Metadata } from "next";

import { buttonStyle } from "@/components/styles";
import { fontVariables } from "@/theme/fonts";
import "@/theme/theme.css";

export const metadata: Metadata = { title: "Not found · Amrutam", robots: { index: false } };

/** The not-found page for paths without a language that `proxy.ts` does not redirect: missing files, and internal paths. */
export default function GlobalNotFound() {
  return (
    <html lang="en" className={fontVariables}>
      <body className="mx-auto max-w-2xl bg-paper p-8">
        <h1 className="text-xl">This page does not exist</h1>
        <p lang="hi" className="my-2">
          यह पेज नहीं है
        </p>
        <a href="/en" className={buttonStyle("primary", "mt-4")}>
          Amrutam · अमृतम्
        </a>
      </body>
    </html>
  );
}
