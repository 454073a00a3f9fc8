export const navStyle =
  "inline-flex min-h-tap items-center rounded-md px-2 text-sm sm:px-3 font-semibold text-ink hover:bg-sunk";
