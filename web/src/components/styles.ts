import { classes } from "@/lib/classes";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger";

const kinds: Record<ButtonKind, string> = {
  primary: "px-5 bg-neem text-on-neem hover:bg-neem-deep",
  secondary: "px-5 border border-edge bg-surface text-ink hover:border-ink hover:bg-sunk",
  quiet: "text-neem underline decoration-1 underline-offset-4 hover:text-neem-deep hover:decoration-2",
  danger: "px-5 bg-clay text-on-clay hover:opacity-90",
};

/** The CSS classes of buttons, and of links that look like buttons. `more`: further classes. */
export function buttonStyle(kind: ButtonKind = "primary", more?: string): string {
  return classes(
    "inline-flex min-h-tap cursor-pointer items-center justify-center gap-2 rounded-md py-2 text-center font-semibold",
    "transition-colors disabled:cursor-not-allowed disabled:opacity-60 data-[pending]:opacity-80",
    kinds[kind],
    more,
  );
}

/** The CSS classes of every input field. */
export const fieldStyle =
  "min-h-tap w-full rounded-md border border-edge bg-surface px-3.5 py-2 text-ink placeholder:text-soft " +
  "hover:border-ink aria-invalid:border-clay data-[invalid]:border-clay";

export const labelStyle = "mb-1 block text-sm font-semibold";
export const linkStyle = "text-neem underline decoration-1 underline-offset-4 hover:text-neem-deep hover:decoration-2";
