"use client";

import { useLocale } from "next-intl";

import { ErrorState } from "@/components/error-state";
import { Page } from "@/components/page";
import { buttonStyle } from "@/components/styles";

import english from "../../../messages/en/errors.json";
import hindi from "../../../messages/hi/errors.json";
import englishCommon from "../../../messages/en/common.json";
import hindiCommon from "../../../messages/hi/common.json";

/** Its words are its own: what sends messages along may be what broke. */
export default function Broken({ reset }: { error: Error; reset: () => void }) {
  const isHindi = useLocale() === "hi";
  const { broken } = isHindi ? hindi : english;
  const common = isHindi ? hindiCommon : englishCommon;
  return (
    <Page isNarrow>
      <ErrorState title={broken.title} text={broken.text}>
        <button type="button" onClick={reset} className={buttonStyle()}>
          {common.retry}
        </button>
      </ErrorState>
    </Page>
  );
}
