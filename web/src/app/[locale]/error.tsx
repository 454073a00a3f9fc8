"use client";

import { useLocale } from "next-intl";
import { useEffect } from "react";

import { ErrorState } from "@/components/error-state";
import { Page } from "@/components/page";
import { buttonStyle } from "@/components/styles";

/** The page has its own texts, because the component that sends messages may have failed. */
const words = {
  en: {
    title: "This page could not be shown",
    text: "A part of the platform did not answer. Nothing you booked is lost. Try again in a moment.",
    retry: "Try again",
  },
  hi: {
    title: "यह पेज नहीं दिखाया जा सका",
    text: "प्लेटफ़ॉर्म के एक हिस्से से उत्तर नहीं आया। आपकी कोई बुकिंग खोई नहीं है। थोड़ी देर में फिर कोशिश करें।",
    retry: "फिर से कोशिश करें",
  },
};

export default function Broken({ reset }: { error: Error; reset: () => void }) {
  const { title, text, retry } = words[useLocale()];
  useEffect(() => {
    document.title = title; // replaces the title of the failed page
  }, [title]);
  return (
    <Page isNarrow>
      <ErrorState title={title} text={text}>
        <button type="button" onClick={reset} className={buttonStyle()}>
          {retry}
        </button>
      </ErrorState>
    </Page>
  );
}
