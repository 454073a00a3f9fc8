import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import { Page } from "@/components/page";
import { SectionNav } from "@/components/section-nav";
import { Messages } from "@/i18n/messages";
import { orSignIn } from "@/session/signed-in";
import { StepUp } from "@/session/step-up";

import { NotOpen } from "./not-open";
import { practiceOf, type Practice } from "./practice";

const sections = {
  today: "/practice",
  week: "/practice/week",
  hours: "/practice/hours",
  leave: "/practice/leave",
  profile: "/practice/profile",
  calendar: "/practice/calendar",
} as const;

interface PracticePageProps {
  section: keyof typeof sections;
  /** The query of the URL to which the visitor returns after the sign-in. */
  query?: string;
  children: (practice: Practice) => Promise<ReactNode>;
}

/**
 * The layout of each page of a practice. Only a doctor can open the page; while the doctor is not approved, the page
 * says only that the practice is not open.
 */
export async function PracticePage({ section, query = "", children }: PracticePageProps) {
  const here = sections[section] + query;
  const practice = await practiceOf(here);
  const t = await getTranslations("practice");
  if (!practice?.doctor.approved) return <NotOpen name={practice?.doctor.name} />;
  const links = Object.entries(sections).map(([each, path]) => ({
    path,
    label: t(`sections.${each as keyof typeof sections}`),
    isCurrent: each === section,
  }));
  return (
    <Page>
      <p className="mb-2 text-sm text-soft">{practice.doctor.name}</p>
      <SectionNav label={t("sections.label")} sections={links} />
      <Messages of={["common", "errors", "practice", "passkey", "zone"]}>
        {await orSignIn(here, children(practice))}
        <StepUp />
      </Messages>
    </Page>
  );
}
