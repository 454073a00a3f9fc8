import { useTranslations } from "next-intl";
import { useId } from "react";

/** What happens to booked visits that a change affects: they are kept, or cancelled. */
export type Fate = "keep" | "cancel";

interface FateChoiceProps {
  /** The namespace of the page's messages, with the keys `choose`, `keep`, `keepText`, `cancel` and `cancelText`. */
  messages: "operations.suspension" | "practice.leave";
  fate: Fate;
  onChange: (fate: Fate) => void;
}

/** Chooses whether booked visits are kept or cancelled. */
export function FateChoice({ messages, fate, onChange }: FateChoiceProps) {
  const t = useTranslations(messages);
  const id = useId();
  return (
    <fieldset className="mt-5 grid gap-2">
      <legend className="mb-2 font-semibold">{t("choose")}</legend>
      {(["keep", "cancel"] as const).map((each) => (
        <label
          key={each}
          htmlFor={`${id}-${each}`}
          className="grid min-h-tap cursor-pointer grid-cols-[auto_1fr] gap-x-3 rounded-md border border-edge px-4 py-3 hover:border-ink has-checked:border-neem has-checked:bg-neem-tint"
        >
          <input
            type="radio"
            id={`${id}-${each}`}
            name={id}
            value={each}
            checked={fate === each}
            onChange={() => onChange(each)}
            className="mt-0.5 size-5 accent-[var(--neem)]"
          />
          <span className="font-semibold">{t(each)}</span>
          <span className="col-start-2 text-sm">{t(`${each}Text`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
