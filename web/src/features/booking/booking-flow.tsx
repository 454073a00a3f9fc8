"use client";

import { useTranslations } from "next-intl";
import { useEffect, type ReactNode } from "react";

import { Banner } from "@/components/status";
import { Card } from "@/components/card";
import { Link } from "@/components/link";
import { useRouter } from "@/i18n/navigation";
import { useSession, type Account } from "@/session/use-session";

import type { Chosen } from "./chosen";
import { ChosenTime } from "./chosen-time";
import { forgetAttempt } from "./draft";
import { HeldFlow, type HeldFlowProps } from "./held-flow";
import { Loading } from "./loading";
import { PlaceBefore } from "./place-before";
import { useOwnVisit } from "./use-own-visit";
import { otherTimesHref } from "./wish";

interface BookingFlowProps {
  chosen: Chosen;
  /** The sign-in for visitors without a session; it does not redirect. */
  signIn: ReactNode;
}

/** Books the chosen time in steps for the signed-in visitor. */
export function BookingFlow(props: BookingFlowProps) {
  return <BookingOf account={useSession().account} {...props} />;
}

/**
 * Books the chosen time for `account`: shows that the page is loading while the account is unknown (undefined), the
 * sign-in without a session (null), and the steps for a patient; tells staff to sign in as a patient.
 */
export function BookingOf({ account, chosen, signIn }: BookingFlowProps & { account: Account | null | undefined }) {
  const t = useTranslations("booking");
  if (account === undefined) return <Loading />;
  if (account === null) {
    return (
      <div className="grid gap-6">
        <Card>
          <ChosenTime chosen={chosen} />
          <Link href={otherTimesHref(chosen.wish)} className="mt-2 inline-flex min-h-tap items-center text-sm text-neem underline underline-offset-4">
            {t("hold.other")}
          </Link>
        </Card>
        <PlaceBefore chosen={chosen} />
        <Card>
          <h1 className="text-2xl">{t("signIn.title")}</h1>
          <p className="mt-2 mb-6 text-soft">{t("signIn.lead")}</p>
          {signIn}
        </Card>
      </div>
    );
  }
  if (account.role !== "patient") return <Banner tone="warning" title={t("staff.title")}>{t("staff.text")}</Banner>;
  return <Unbooked key={account.id} chosen={chosen} account={account} />;
}

/** Shows the booking steps; if the account has already booked the chosen time, opens the page of that appointment. */
function Unbooked({ chosen, account }: HeldFlowProps) {
  const router = useRouter();
  const visit = useOwnVisit(account.id, chosen.wish);
  useEffect(() => {
    if (!visit) return;
    forgetAttempt(account.id); // otherwise the next booking in this tab would repeat it
    router.replace(`/appointments/${visit}`);
  }, [router, visit, account.id]);
  return visit === null ? <HeldFlow chosen={chosen} account={account} /> : <Loading />;
}
