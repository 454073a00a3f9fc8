import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { classes } from "@/lib/classes";

const tones = {
  info: { icon: Info, style: "border-edge bg-sunk text-ink" },
  good: { icon: CircleCheck, style: "border-neem bg-neem-tint text-ink" },
  warning: { icon: TriangleAlert, style: "border-turmeric bg-turmeric-tint text-ink" },
  bad: { icon: CircleAlert, style: "border-clay bg-clay-tint text-ink" },
} as const;

export type Tone = keyof typeof tones;

/** A message in the page. `isLive`: screen readers announce it when it appears or changes, at once for an error. */
export function Banner({
  tone = "info",
  title,
  children,
  isLive = false,
  className,
}: {
  tone?: Tone;
  title?: string | undefined;
  children?: ReactNode;
  isLive?: boolean;
  className?: string;
}) {
  const { icon: Icon, style } = tones[tone];
  return (
    <div
      role={isLive ? (tone === "bad" ? "alert" : "status") : undefined}
      className={classes("flex gap-3 rounded-md border-s-4 px-4 py-3", style, className)}
    >
      <Icon aria-hidden size={20} className="mt-0.5 shrink-0" />
      <div className="min-w-0">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children}
      </div>
    </div>
  );
}

/** A polite announcement for screen readers only. Keep it in the page, and change its text. */
export function Announcer({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="sr-only">
      {children}
    </p>
  );
}
