import { classes } from "@/lib/classes";

/**
 * Space for content that is loading, shown only with JavaScript. The page must say once, in an element with the role
 * `status`, what is loading.
 */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classes("animate-pulse rounded-md bg-sunk noscript:hidden", className)} />;
}
