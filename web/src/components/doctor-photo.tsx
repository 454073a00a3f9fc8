import { classes } from "@/lib/classes";

import { Avatar } from "./avatar";

interface DoctorPhotoProps {
  name: string;
  /** The photo's URL; null if initials are shown in its place. */
  url: string | null | undefined;
  isLarge?: boolean;
}

/** A doctor's photo or initials. It is hidden from screen readers, because the name stands beside it. */
export function DoctorPhoto({ name, url, isLarge = false }: DoctorPhotoProps) {
  if (!url) return <Avatar name={name} isLarge={isLarge} />;
  const side = isLarge ? 96 : 56;
  // eslint-disable-next-line @next/next/no-img-element -- the photo is served in its final size, and browsers cache it for a year
  return <img src={url} alt="" width={side} height={side} decoding="async" className={classes("shrink-0 rounded-full bg-sunk object-cover", isLarge ? "size-16 sm:size-24" : "size-14")} />;
}
