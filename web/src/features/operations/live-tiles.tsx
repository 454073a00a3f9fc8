"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";

import { api, PASSIVE } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Freshness } from "@/components/freshness";

import { Tile } from "./tile";

type Tiles = Schemas["TilesView"];

const EVERY_MS = 3000;
const LATE_SECONDS = 60;

/** Live figures, read again every three seconds. */
export function LiveTiles({ initial }: { initial: Tiles }) {
  const [t, locale] = [useTranslations("operations.tiles"), useLocale()];
  const tiles = useQuery({
    queryKey: ["tiles"],
    queryFn: () => answer(api.GET("/v1/operations/tiles", { headers: PASSIVE })),
    initialData: initial,
    refetchInterval: EVERY_MS,
  });
  const shown = tiles.data;
  const codes = shown.code_delivery;
  const number = (count: number) => new Intl.NumberFormat(`${locale}-IN`).format(count);
  return (
    <>
      <Freshness query={tiles} />
      <dl className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Tile name={t("bookings")} value={shown.bookings_last_minute}>
          {t("bookingsHour", { count: shown.bookings_last_hour })}
        </Tile>
        <Tile name={t("holds")} value={shown.holds_live}>
          {t("holdsText")}
        </Tile>
        <Tile name={t("collisions")} value={shown.collisions_last_hour}>
          {t("collisionsText")}
        </Tile>
        <Tile name={t("queue")} value={shown.queue_depth} isWorrying={shown.queue_age_seconds > LATE_SECONDS}>
          {shown.queue_depth > 0 ? t("queueAge", { seconds: number(Math.round(shown.queue_age_seconds)) }) : t("queueEmpty")}
        </Tile>
        <Tile name={t("errors")} value={shown.errors_last_hour} isWorrying={(shown.errors_last_hour ?? 0) > 0}>
          {t("errorsText")}
        </Tile>
        <Tile name={t("sockets")} value={shown.sockets}>
          {t("socketsText")}
        </Tile>
        <Tile name={t("codes")} value={codes?.sent ?? null} isWorrying={(codes?.failed ?? 0) > 0}>
          {codes ? t("codesFailed", { count: codes.failed }) : t("codesText")}
        </Tile>
      </dl>
    </>
  );
}
