"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";

import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ButtonLink } from "@/components/link";
import { Skeleton } from "@/components/skeleton";
import { Banner } from "@/components/status";
import { StepHeading } from "@/components/step-heading";
import { clock, longDay, shortDay, zoneName } from "@/lib/time";

import type { Chosen } from "./chosen";
import type { Loss } from "./loss";
import { otherTimes, type Offer } from "./other-times";

interface LostSlotProps {
  chosen: Chosen;
  loss: Loss;
  /** Whether the visitor has already entered answers; the page then says that they are not lost. */
  hasDraft: boolean;
  onChoose: (offer: Offer) => Promise<void>;
  onOther: () => Promise<void>;
  onWho?: (() => void) | undefined;
}

/** Says why the chosen time was lost, and offers the nearest free times. The visitor's answers are kept. */
export function LostSlot({ chosen, loss, hasDraft, onChoose, onOther, onWho }: LostSlotProps) {
  const { wish, doctor } = chosen;
  const [t, common, locale] = [useTranslations("booking.lost"), useTranslations("common"), useLocale()];
  const offers = useQuery({
    queryKey: ["other-times", doctor.id, wish.startsAt, wish.mode, loss],
    queryFn: () => otherTimes(chosen, loss === "patient-busy"),
    staleTime: 3000,
    // The times are polled, because other patients book and release times, and the visitor's own hold has just ended.
    refetchInterval: 3000,
  });
  // While the first read is repeated after an error, the query is pending, and has no error.
  const hasFailed = offers.isError || (offers.isPending && offers.errorUpdateCount > 0);
  const isSame = (offer: Offer) => offer.doctorId === doctor.id && Date.parse(offer.startsAt) === Date.parse(wish.startsAt);
  const when = {
    day: longDay(wish.startsAt, locale, doctor.timeZone),
    time: clock(wish.startsAt, locale, doctor.timeZone),
    zone: zoneName(wish.startsAt, locale, doctor.timeZone),
    name: doctor.name,
  };
  return (
    <Card>
      <StepHeading takesFocus>{t(`${loss}.title`)}</StepHeading>
      <Banner tone="warning" isLive title={t(`${loss}.text`, when)} className="mt-4">
        {hasDraft ? <p>{t("kept")}</p> : null}
      </Banner>
      <h2 className="mt-6 mb-3 text-lg">{t(offers.data?.isElsewhere ? "elsewhere" : "nearest")}</h2>
      {offers.isPending && !hasFailed ? <Skeleton className="h-40" /> : null}
      <ul className="grid gap-3">
        {offers.data?.offers.map((offer) => (
          <li key={offer.href}>
            <OfferButton offer={offer} take={isSame(offer) ? "again" : "take"} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      {offers.data?.offers.length === 0 ? <p>{t("none")}</p> : null}
      {hasFailed ? (
        <Banner tone="warning" isLive title={t("failed")} className="mt-3">
          <Button kind="secondary" className="mt-2" action={() => offers.refetch()}>
            {common("retry")}
          </Button>
        </Banner>
      ) : null}
      <div className="mt-6 flex flex-wrap gap-3">
        {onWho ? (
          <Button kind="secondary" onPress={onWho}>
            {t("who")}
          </Button>
        ) : null}
        {loss === "patient-busy" ? (
          <ButtonLink kind="secondary" href="/appointments">
            {t("appointments")}
          </ButtonLink>
        ) : null}
        <Button kind="secondary" action={onOther}>
          {t("all", { name: doctor.name })}
        </Button>
        {wish.moves ? null : (
          <ButtonLink kind="quiet" href={`/doctors?specialization=${doctor.specializationSlug}`}>
            {t("others", { field: doctor.specialization })}
          </ButtonLink>
        )}
      </div>
    </Card>
  );
}

interface OfferButtonProps {
  offer: Offer;
  /** The message key of the button's label. */
  take: "take" | "again";
  onChoose: (offer: Offer) => Promise<void>;
}

function OfferButton({ offer, take, onChoose }: OfferButtonProps) {
  const t = useTranslations("booking.lost");
  const locale = useLocale();
  const { startsAt, timeZone, doctorName } = offer;
  return (
    <Button kind="secondary" className="w-full text-start" action={() => onChoose(offer)}>
      <span className="grid grow">
        <span data-numbers>
          {t("offer", {
            day: shortDay(startsAt, locale, timeZone),
            time: clock(startsAt, locale, timeZone),
            zone: zoneName(startsAt, locale, timeZone),
          })}
        </span>
        <span className="text-sm font-normal text-soft">{doctorName}</span>
      </span>
      <span className="text-sm text-neem">{t(take)}</span>
    </Button>
  );
}
