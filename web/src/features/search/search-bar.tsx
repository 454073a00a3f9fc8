"use client";

import type { ReactNode } from "react";

import { Anchor } from "@/components/anchor";
import { Icon } from "@/components/icon";
import { Select } from "@/components/select";
import { buttonStyle, fieldStyle, labelStyle } from "@/components/styles";
import { classes } from "@/lib/classes";

import { FILTERS_ID } from "./search-ids";
import type { Selection } from "./search-fields";

/** The texts of the bar in the visitor's language. `inRow` is always visible; the other filters are in the sheet. */
export interface BarWords {
  action: string;
  submit: string;
  q: { label: string; hint: string; value: string | undefined };
  inRow: Selection[];
  near: string;
  sheet: {
    open: string;
    /** The number of filters that are set in the sheet. */
    chosen: number;
    title: string;
    close: string;
    clear: string;
    lists: Selection[];
    day: { label: string; min: string; value: string | undefined };
  };
}

const chip =
  "inline-flex min-h-tap shrink-0 cursor-pointer items-center gap-2 rounded-full border border-edge bg-surface px-4 text-sm hover:border-ink";

/**
 * A text field above the results, and a row of options that stays visible. The HTML works without JavaScript; with it (`AtOnce`) an option
 * is applied when it is chosen.
 */
export function SearchBar({ words: { action, submit, q, inRow, near, sheet } }: { words: BarWords }) {
  return (
    <form
      action={action}
      method="get"
      role="search"
      data-at-once=""
      className="sticky -top-13 z-10 -mx-4 grid gap-2 bg-paper px-4 pt-1 pb-2 sm:mx-0 sm:px-0"
    >
      <div className="relative lg:max-w-2xl">
        <label htmlFor="search-q" className="sr-only">
          {q.label}
        </label>
        <input
          id="search-q"
          name="q"
          type="search"
          maxLength={100}
          defaultValue={q.value}
          placeholder={q.hint}
          className={classes(fieldStyle, "pe-14")}
        />
        <button type="submit" aria-label={submit} className="absolute inset-y-0 end-0 grid w-12 cursor-pointer place-items-center rounded-e-md bg-neem text-on-neem hover:bg-neem-deep">
          <Icon name="search" size={20} />
        </button>
      </div>
      <div className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:overflow-visible sm:px-0">
        <button type="button" popoverTarget={FILTERS_ID} className={classes(chip, "font-semibold", sheet.chosen > 0 && "border-neem bg-neem-tint")}>
          <Icon name="sliders" size={18} />
          {sheet.open}
        </button>
        {inRow.map((one) => (
          <ChipSelect key={one.name} {...one} />
        ))}
        <button type="button" data-near="" aria-pressed="false" className={classes(chip, "noscript:hidden aria-pressed:border-neem aria-pressed:bg-neem-tint aria-pressed:font-semibold")}>
          <Icon name="map-pin" size={18} />
          {near}
        </button>
      </div>
      <FilterSheet {...sheet} submit={submit} />
    </form>
  );
}

/** A select in the row; it shows its label before the chosen value. */
function ChipSelect({ name, label, value, choices, isLabelHidden }: Selection) {
  return (
    <label className={classes(chip, "relative pe-0 has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-neem", value !== "" && "border-neem bg-neem-tint font-semibold")}>
      <span className={isLabelHidden ? "sr-only" : "font-normal text-soft"}>{label}</span>
      <select
        id={`search-${name}`}
        name={name}
        defaultValue={value}
        className="min-h-tap max-w-52 cursor-pointer appearance-none truncate rounded-full bg-transparent pe-10 outline-none field-sizing-content"
      >
        {choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={16} className="pointer-events-none absolute end-3.5" />
    </label>
  );
}

/** A bottom sheet on a phone, otherwise a panel: the browser's popover, which needs no script. */
function FilterSheet({ title, close, clear, submit, lists, day }: BarWords["sheet"] & { submit: string }) {
  return (
    <div
      id={FILTERS_ID}
      popover="auto"
      role="dialog"
      aria-labelledby="filters-title"
      className="m-auto max-h-[85dvh] w-full max-w-2xl overflow-y-auto rounded-lg bg-surface text-ink shadow-float backdrop:bg-[rgb(20_16_8/0.5)] max-sm:mb-0 max-sm:rounded-b-none"
    >
      <div className="grid gap-4 p-5 sm:grid-cols-2 sm:p-6">
        <div className="flex items-center justify-between sm:col-span-2">
          <h2 id="filters-title" className="text-xl">
            {title}
          </h2>
          <button
            type="button"
            popoverTarget={FILTERS_ID}
            popoverTargetAction="hide"
            aria-label={close}
            className="-me-2 grid size-tap cursor-pointer place-items-center rounded-full text-soft hover:bg-sunk hover:text-ink"
          >
            <Icon name="x" size={20} />
          </button>
        </div>
        {lists.slice(0, 1).map((one) => (
          <Chosen key={one.name} {...one} />
        ))}
        <div>
          <label htmlFor="search-day" className={labelStyle}>
            {day.label}
          </label>
          <input id="search-day" name="available_on" type="date" min={day.min} defaultValue={day.value} className={fieldStyle} />
        </div>
        {lists.slice(1).map((one) => (
          <Chosen key={one.name} {...one} />
        ))}
        <Ends>
          <button type="submit" className={buttonStyle("primary", "max-sm:w-full")}>
            {submit}
          </button>
          <Anchor href="/doctors" className={buttonStyle("quiet", "max-sm:w-full")}>
            {clear}
          </Anchor>
        </Ends>
      </div>
    </div>
  );
}

function Ends({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-1 sm:col-span-2">{children}</div>;
}

function Chosen({ value, ...select }: Selection) {
  return <Select {...select} id={`search-${select.name}`} defaultValue={value} />;
}
