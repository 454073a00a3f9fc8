import { TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { classes } from "@/lib/classes";

interface TileProps {
  name: string;
  /** The shown number; null if no process has reported a value. */
  value: number | null;
  isWorrying?: boolean;
  children: ReactNode;
}

export function Tile({ name, value, isWorrying = false, children }: TileProps) {
  const [t, locale] = [useTranslations("operations.tiles"), useLocale()];
  return (
    <div
      className={classes(
        "rounded-lg border bg-surface p-5 shadow-card",
        isWorrying ? "border-s-4 border-clay" : "border-line",
      )}
    >
      <dt className="text-sm font-semibold text-soft">{name}</dt>
      <dd>
        <p data-numbers className={classes("font-semibold", value === null ? "text-lg leading-10 text-soft" : "text-2xl")}>
          {value === null ? t("unknown") : new Intl.NumberFormat(`${locale}-IN`).format(value)}
        </p>
        <p className="text-sm text-soft">{children}</p>
        {isWorrying ? (
          <p className="mt-1 flex items-center gap-1.5 text-sm font-semibold text-clay">
            <TriangleAlert aria-hidden size={16} />
            {t("worrying")}
          </p>
        ) : null}
      </dd>
    </div>
  );
}
