"use client";

import { ChevronDown } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useMemo, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import { ListLayout, Virtualizer } from "react-aria-components/Virtualizer";

import { clock, offsetName } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { canonicalZone, isFoundBy, zoneChoices } from "@/lib/zone-places";

import { fieldStyle, labelStyle } from "./styles";

interface ZoneFieldProps {
  label: string;
  /** The chosen zone; empty only if `without` is given. */
  value: string;
  onChange: (zone: string) => void;
  hint?: string;
  /** The label of the first option, whose value is empty; absent if a zone must be chosen. */
  without?: string;
}

const NONE = "none"; // the option of an empty value needs a key, which must not be empty

/**
 * A field for a time zone, which is found by city, country or name in either language; each option shows its present
 * offset from GMT.
 */
export function ZoneField({ label, value, onChange, hint, without }: ZoneFieldProps) {
  const [t, locale] = [useTranslations("zone"), useLocale()];
  const [isOpen, setOpen] = useState(false);
  useHiddenInert(isOpen);
  const choices = useMemo(() => {
    const all = zoneChoices(locale);
    const own = canonicalZone(value);
    if (value && !all.some(({ id }) => id === own)) all.unshift({ id: own, label: own });
    return without === undefined ? all : [{ id: NONE, label: without }, ...all];
  }, [value, locale, without]);
  const ids = useMemo(() => new Map(choices.map(({ id, label: shown }) => [shown, id])), [choices]);
  return (
    <ComboBox
      className="min-w-0"
      onOpenChange={setOpen}
      defaultItems={choices}
      value={value ? canonicalZone(value) : NONE}
      onChange={(key) => {
        if (key !== null) onChange(key === NONE ? "" : String(key));
      }}
      defaultFilter={(shown, typed) => isFoundBy(typed, ids.get(shown) ?? shown)}
      allowsEmptyCollection
    >
      <Label className={labelStyle}>{label}</Label>
      <div className="relative">
        {/* On focus the chosen name is selected, so that typing replaces it. Text that was typed before this script
           ran is not selected. */}
        <Input className={`${fieldStyle} pe-12`} onFocus={({ target }) => ids.has(target.value) && target.select()} />
        <Button className="absolute inset-y-0 end-0 grid w-tap cursor-pointer place-items-center">
          <ChevronDown aria-hidden size={18} />
        </Button>
      </div>
      <Now zone={value} hint={hint} />
      <Popover className="w-(--trigger-width) rounded-md border border-edge bg-surface shadow-float">
        <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowSize: 48 }}>
          <ListBox<{ id: string; label: string }>
            className="max-h-72 overflow-y-auto p-1 outline-none"
            renderEmptyState={() => <p className="px-3 py-2 text-sm">{t("nothing")}</p>}
          >
            {({ id, label: shown }) => (
              <ListBoxItem
                id={id}
                textValue={shown}
                className="flex min-h-tap w-full cursor-pointer items-center justify-between gap-3 rounded-sm px-3 py-2 outline-none data-[focused]:bg-sunk data-[selected]:font-semibold"
              >
                <Text slot="label" className="flex grow items-center justify-between gap-3">
                  {shown}
                  {id === NONE ? null : (
                    <span data-numbers className="shrink-0 text-sm text-soft">
                      {" "}
                      {offsetName(new Date(), locale, id)}
                    </span>
                  )}
                </Text>
              </ListBoxItem>
            )}
          </ListBox>
        </Virtualizer>
      </Popover>
    </ComboBox>
  );
}

const FOCUSABLE = ":is(a, button, input, select, textarea, summary, [tabindex])";

/**
 * Elements that React Aria hides from screen readers while the list is open must not be focusable either (axe
 * `aria-hidden-focus`). React Aria removes `inert` when it shows the elements again.
 */
function useHiddenInert(isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    const hidden = document.querySelectorAll<HTMLElement>(`[aria-hidden=true]:is(${FOCUSABLE}, :has(${FOCUSABLE}))`);
    for (const element of hidden) element.inert = true;
  }, [isOpen]);
}

/** The clock of the chosen zone, so that the user can verify it. */
function Now({ zone, hint }: { zone: string; hint: string | undefined }) {
  const [t, locale, now] = [useTranslations("zone"), useLocale(), useNow()];
  const clockThere = zone && now !== null ? t("now", { time: clock(new Date(now), locale, zone), offset: offsetName(new Date(now), locale, zone) }) : "";
  if (!hint && !zone) return null;
  return (
    <Text slot="description" data-numbers className="mt-1 block min-h-5 text-sm text-soft">
      {[hint, clockThere].filter(Boolean).join(" ")}
    </Text>
  );
}
