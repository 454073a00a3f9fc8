import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import type { Api } from "@/api/client";
import { visitorApi } from "@/api/server";
import { Page } from "@/components/page";
import { SectionNav } from "@/components/section-nav";
import { Messages } from "@/i18n/messages";
import { requireRole } from "@/session/guard";
import { orSignIn } from "@/session/signed-in";
import { StepUp } from "@/session/step-up";

import { sections, type Section } from "./sections";

interface OperationsPageProps {
  section: Section;
  /** The page to return to after the sign-in, if it is not the section's first page. */
  path?: string;
  children: (api: Api) => Promise<ReactNode>;
}

/** The layout of each page of operations, for administrators only. */
export async function OperationsPage({ section, path = sections[section], children }: OperationsPageProps) {
  await requireRole("admin", path);
  const t = await getTranslations("operations.sections");
  const links = Object.entries(sections).map(([each, href]) => ({
    path: href,
    label: t(each as Section),
    isCurrent: each === section,
  }));
  return (
    <Page>
      <SectionNav label={t("label")} sections={links} />
      <Messages of={["common", "errors", "operations", "passkey"]}>
        {await orSignIn(path, children(await visitorApi()))}
        <StepUp />
      </Messages>
    </Page>
  );
}
