"use client";

import { buttonStyle } from "@/components/styles";
import "@/theme/theme.css";

/**
 * The page that is shown when the layout itself has failed. The page is in English and Hindi, because the requested language is
 * unknown here.
 */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>This page could not be shown · Amrutam</title>
      </head>
      <body className="mx-auto max-w-2xl p-8">
        <h1 className="text-xl">This page could not be shown</h1>
        <p className="my-2">Nothing you booked is lost. Try again in a moment.</p>
        <p lang="hi">यह पेज नहीं दिखाया जा सका। आपकी कोई बुकिंग खोई नहीं है।</p>
        <button type="button" onClick={reset} className={buttonStyle("primary", "mt-6")}>
          Try again · फिर से कोशिश करें
        </button>
      </body>
    </html>
  );
}
