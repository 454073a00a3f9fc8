import { useLocale } from "next-intl";
import { useEffect, type ReactNode } from "react";

import { ActionFailure } from "@/components/action-failure";
import { Button } from "@/components/button";
import { ChangedFields } from "@/components/changed-fields";
import { EmptyState } from "@/components/empty-state";
import { ErrorState } from "@/components/error-state";
import { Freshness } from "@/components/freshness";
import { ProblemBanner } from "@/components/problem-banner";
import { Announcer, Banner } from "@/components/status";
import { ToastProvider, useToast } from "@/components/toast";

import { ago, problem, refusal, words } from "./data";
import { Group, State } from "./frame";

const TONES = ["info", "good", "warning", "bad"] as const;

/** Messages: banners, empty lists, errors, loading. */
export function Messages({ notFound, loading }: { notFound: ReactNode; loading: ReactNode }) {
  const { clinic, long } = words[useLocale()];
  return (
    <>
      <Group id="banners" title="Banners">
        {TONES.map((tone) => (
          <State key={tone} name={tone}>
            <Announcer>{""}</Announcer>
            <Banner tone={tone} title={clinic}>{long}</Banner>
          </State>
        ))}
        <State name="Problems: no connection, an outage, too many requests; a change whose outcome is unknown">
          <div className="grid gap-3">
            {[problem.offline, problem.away, problem.wait].map((error) => <ProblemBanner key={error.code} error={error} />)}
            <ProblemBanner error={problem.away} isUnsure />
          </div>
        </State>
        <State name="Fields that somebody else has changed"><ChangedFields error={refusal(412, "version-mismatch")} labels={[clinic]} /></State>
        <State name="Data that cannot be refreshed: for 40 seconds, for 5 minutes">
          {[40, 300].map((seconds) => <Freshness key={seconds} query={{ isError: true, dataUpdatedAt: ago(seconds) }} />)}
        </State>
        <State name="Failed actions of buttons: no connection, another reason">
          <div className="grid gap-3">
            <ActionFailure failure="offline" />
            <ActionFailure failure="failed" />
          </div>
        </State>
        <State name="Toast">
          <div className="h-24"><ToastProvider><Said text={clinic} /></ToastProvider></div>
        </State>
      </Group>
      <Group id="whole-page" title="Empty, missing, failed, loading">
        <State name="Empty"><EmptyState title={clinic} text={long}><Button>{clinic}</Button></EmptyState></State>
        <State name="Failed"><ErrorState title={clinic} text={long}><Button>{clinic}</Button></ErrorState></State>
        <State name="Missing">{notFound}</State>
        <State name="Loading">{loading}</State>
      </Group>
    </>
  );
}

/** Shows its text again before the toast disappears. */
function Said({ text }: { text: string }) {
  const say = useToast();
  useEffect(() => {
    say(text);
    const timer = setInterval(() => say(text), 3000);
    return () => clearInterval(timer);
  }, [say, text]);
  return null;
}
