import { classes } from "@/lib/classes";
import { initials, steadyChoice } from "@/lib/names";

const looks = [
  "bg-neem-tint text-neem-deep",
  "bg-turmeric-tint text-turmeric-ink",
  "bg-clay-tint text-clay",
];

/** Initials in place of a photo. They are hidden from screen readers, because the name stands beside it. */
export function Avatar({ name, isLarge = false }: { name: string; isLarge?: boolean }) {
  return (
    <span
      aria-hidden
      className={classes(
        "grid shrink-0 place-items-center rounded-full font-title font-bold",
        isLarge ? "size-16 text-xl sm:size-24 sm:text-2xl" : "size-14 text-lg",
        looks[steadyChoice(name, looks.length)],
      )}
    >
      {initials(name)}
    </span>
  );
}
