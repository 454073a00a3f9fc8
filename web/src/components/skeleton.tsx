import { classes } from "@/lib/classes";

/** Room kept for what is being loaded, which without JavaScript nothing is; say what that is once, in a `Status`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classes("animate-pulse rounded-md bg-sunk noscript:hidden", className)} />;
}
