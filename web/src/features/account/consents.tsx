"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { dayIn, longDate } from "@/lib/time";

interface ConsentsProps {
  notice: Schemas["NoticeView"];
  consents: readonly Schemas["ConsentView"][];
  /** The account's time zone. */
  zone: string;
}

/**
 * The account's consent to the present version of the notice, with a button that gives or withdraws it. Consents to
 * earlier versions stay listed, and can be withdrawn.
 */
export function Consents({ notice, consents, zone }: ConsentsProps) {
  const t = useTranslations("account.consents");
  const present = consents.find(({ version }) => version === notice.version);
  const isGiven = present?.withdrawn_at === null;
  const older = consents.filter(({ version }) => version !== notice.version);
  return (
    <div className="grid gap-4">
      <details className="rounded-md border border-line">
        <summary className="flex min-h-tap cursor-pointer items-center px-4 font-semibold">
          {t("notice", { version: notice.version })}
        </summary>
        <dl className="grid gap-3 px-4 pb-4">
          {notice.items.map(({ id, title, text }) => (
            <div key={id}>
              <dt className="font-semibold">{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </details>
      <p>
        <State consent={present} zone={zone} />
      </p>
      <Change version={notice.version} isGiven={isGiven} />
      {older.map((consent) => (
        <div key={consent.version} className="grid justify-items-start gap-2 border-t border-line pt-3">
          <p>
            {t("older", { version: consent.version })} <State consent={consent} zone={zone} />
          </p>
          {consent.withdrawn_at === null ? <Change version={consent.version} isGiven /> : null}
        </div>
      ))}
    </div>
  );
}

function State({ consent, zone }: { consent: Schemas["ConsentView"] | undefined; zone: string }) {
  const [t, locale] = [useTranslations("account.consents"), useLocale()];
  if (!consent) return t("never");
  const { given_at, withdrawn_at } = consent;
  const day = longDate(dayIn(withdrawn_at ?? given_at, zone), locale);
  return t(withdrawn_at === null ? "given" : "withdrawn", { day });
}

function Change({ version, isGiven }: { version: string; isGiven: boolean }) {
  const t = useTranslations("account.consents");
  const router = useRouter();
  const say = useToast();
  const queries = useQueryClient();
  const changing = useMutation({
    mutationFn: () => {
      const path = { params: { path: { version } } };
      return answer(isGiven ? api.DELETE("/v1/me/consents/{version}", path) : api.PUT("/v1/me/consents/{version}", path));
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["consents"] });
      say(t(isGiven ? "saidWithdrawn" : "saidGiven"));
      router.refresh();
    },
  });
  return (
    <>
      {changing.isError ? <Banner tone="bad" isLive title={t("failed")} /> : null}
      <Button kind="secondary" className="justify-self-start" isPending={changing.isPending} onPress={() => changing.mutate()}>
        {t(isGiven ? "withdraw" : "give")}
      </Button>
    </>
  );
}
