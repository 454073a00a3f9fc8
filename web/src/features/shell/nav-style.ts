export const navStyle =
  "inline-flex min-h-tap items-center rounded-md px-3 text-sm font-semibold text-ink hover:bg-sunk";
