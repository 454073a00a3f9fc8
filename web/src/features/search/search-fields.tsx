"use client";

import { Icon } from "@/components/icon";
import { SegmentedControl, type Segment } from "@/components/segmented-control";
import { Select, type Choice } from "@/components/select";
import { buttonStyle, fieldStyle, labelStyle } from "@/components/styles";

/** A select; `value` is the chosen option. */
export interface Selection {
  name: string;
  label: string;
  value: string;
  choices: Choice[];
  /** Whether the label is hidden, because the chosen option serves as one. */
  isLabelHidden?: boolean;
}

/** The texts of the form in the visitor's language. */
export interface FormWords {
  action: string;
  submit: string;
  q: { label: string; hint: string };
  city: Selection;
  mode: { legend: string; segments: Segment[] };
}

/**
 * The start page's form. It is a client component, so that its markup is sent once, and not again in the data of Next's
 * client-side router. Its HTML works without JavaScript.
 */
export function SearchFields({ words: { action, submit, q, city, mode } }: { words: FormWords }) {
  const { value: chosen, ...cities } = city;
  return (
    <form action={action} method="get" role="search" className="grid gap-4">
      <div className="grid items-end gap-4 md:grid-cols-[2fr_1.2fr_auto]">
        <div>
          <label htmlFor="start-q" className={labelStyle}>
            {q.label}
          </label>
          <input id="start-q" name="q" type="search" maxLength={100} placeholder={q.hint} className={fieldStyle} />
        </div>
        <Select {...cities} defaultValue={chosen} />
        <button type="submit" className={buttonStyle("primary", "max-md:w-full")}>
          <Icon name="search" size={18} />
          {submit}
        </button>
      </div>
      <SegmentedControl {...mode} value="" isLegendHidden name="mode" />
    </form>
  );
}
