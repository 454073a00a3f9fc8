import { classes } from "@/lib/classes";

/** Space for content that is loading, shown only with JavaScript. Describe the content once, in a `Status`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classes("animate-pulse rounded-md bg-sunk noscript:hidden", className)} />;
}
