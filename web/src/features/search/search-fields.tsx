"use client";

import { Icon } from "@/components/icon";
import { SegmentedControl, type Segment } from "@/components/segmented-control";
import { Select, type Choice } from "@/components/select";
import { buttonStyle, fieldStyle, labelStyle } from "@/components/styles";

/** A list to choose from; `value` is what is chosen. */
export interface Selection {
  name: string;
  label: string;
  value: string;
  choices: Choice[];
}

/** All that the form says, in the visitor's language. `more` is what is folded away. */
export interface FormWords {
  action: string;
  submit: string;
  q: { label: string; hint: string; value: string | undefined };
  city: Selection;
  mode: { legend: string; value: string; segments: Segment[] };
  more?: { title: string; first: Selection; day: { label: string; min: string; value: string | undefined }; others: Selection[] };
}

/** A client component so that its markup leaves once, and not a second time as the router's data. Its HTML alone works without JavaScript. */
export function SearchFields({ words: { action, submit, q, city, mode, more } }: { words: FormWords }) {
  return (
    <form action={action} method="get" role="search" className="grid gap-4">
      <div className="grid items-end gap-4 md:grid-cols-[2fr_1.2fr_auto]">
        <div>
          <label htmlFor="search-q" className={labelStyle}>
            {q.label}
          </label>
          <input
            id="search-q"
            name="q"
            type="search"
            maxLength={100}
            defaultValue={q.value}
            placeholder={q.hint}
            className={fieldStyle}
          />
        </div>
        <Chosen {...city} />
        <button type="submit" className={buttonStyle("primary", "max-md:w-full")}>
          <Icon name="search" size={18} />
          {submit}
        </button>
      </div>
      <SegmentedControl {...mode} isLegendHidden name="mode" />
      {more ? <More {...more} /> : null}
    </form>
  );
}

function More({ title, first, day, others }: NonNullable<FormWords["more"]>) {
  return (
    <details className="rounded-md border border-line bg-surface">
      <summary className="flex min-h-tap cursor-pointer items-center gap-2 px-4 font-semibold">
        <Icon name="sliders" size={18} />
        {title}
      </summary>
      <div className="grid gap-4 p-4 sm:grid-cols-2 lg:grid-cols-3">
        <Chosen {...first} />
        <div>
          <label htmlFor="search-day" className={labelStyle}>
            {day.label}
          </label>
          <input id="search-day" name="available_on" type="date" min={day.min} defaultValue={day.value} className={fieldStyle} />
        </div>
        {others.map((one) => (
          <Chosen key={one.name} {...one} />
        ))}
      </div>
    </details>
  );
}

function Chosen({ value, ...select }: Selection) {
  return <Select {...select} defaultValue={value} />;
}
