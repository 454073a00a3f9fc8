import { useId, type ReactNode } from "react";

export interface Segment {
  value: string;
  label: ReactNode;
  isDisabled?: boolean;
}

interface SegmentedControlProps {
  legend: string;
  name: string;
  segments: readonly Segment[];
  /** The chosen value. With `onChange` the caller must update it; without `onChange` it is the initial value of a field in a plain form. */
  value: string;
  onChange?: (value: string) => void;
  isLegendHidden?: boolean;
}

/** A few options in a row: native radio buttons, so that arrow keys and forms work. */
export function SegmentedControl({ legend, name, segments, value, onChange, isLegendHidden }: SegmentedControlProps) {
  const id = useId();
  return (
    <fieldset className="min-w-0">
      <legend className={isLegendHidden ? "sr-only" : "mb-1 text-sm font-semibold"}>{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {segments.map((segment) => (
          <label
            key={segment.value}
            htmlFor={`${id}-${segment.value}`}
            className="inline-flex min-h-tap cursor-pointer items-center gap-2 rounded-full border border-edge bg-surface px-4 py-1.5 text-sm hover:border-ink has-checked:border-neem has-checked:bg-neem-tint has-checked:font-semibold has-checked:text-neem-deep has-disabled:cursor-not-allowed has-disabled:opacity-55 has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-neem"
          >
            <input
              type="radio"
              id={`${id}-${segment.value}`}
              name={name}
              value={segment.value}
              disabled={segment.isDisabled}
              {...(onChange
                ? { checked: value === segment.value, onChange: () => onChange(segment.value) }
                : { defaultChecked: value === segment.value })}
              className="size-4 accent-[var(--neem)]"
            />
            {segment.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
