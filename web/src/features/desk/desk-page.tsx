import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Fragment, type ReactNode } from "react";

import { answer, type Api, type Schemas } from "@/api/client";
import { everyClinic } from "@/api/every-clinic";
import { foundOr404 } from "@/api/found-or-404";
import { visitorApi } from "@/api/server";
import { Page } from "@/components/page";
import { PageTitle } from "@/components/page-title";
import { SectionNav } from "@/components/section-nav";
import { Messages } from "@/i18n/messages";
import { hiddenFromOthers, requireRole } from "@/session/guard";
import { signedIn } from "@/session/signed-in";

import { Clinics } from "./clinics";

const sections = {
  today: "/desk",
  book: "/desk/book",
  queue: "/desk/queue",
  payments: "/desk/payments",
  displays: "/desk/displays",
} as const;

export type DeskSection = keyof typeof sections;
/** A page of the front desk: a section, or a page within a section that has a title of its own. */
type DeskPageName = DeskSection | "move" | "receipt";
export type Clinic = Schemas["ClinicAnswer"];
export type Query = Record<string, string | string[] | undefined>;

export async function deskMetadata(page: DeskPageName): Promise<Metadata> {
  await hiddenFromOthers("desk", "admin");
  const t = await getTranslations("desk.titles");
  return { title: t(page), robots: { index: false, follow: false } };
}

interface DeskPageProps {
  section: DeskSection;
  /** The page whose title and lead are shown, if it is not the section's first page. */
  page?: DeskPageName;
  query: Query;
  children: (desk: { api: Api; clinic: Clinic }) => Promise<ReactNode>;
}

/** The layout of each page of a front desk, for the clinic that the URL names: one of the account's own, or any for administrators. */
export async function DeskPage({ section, page = section, query, children }: DeskPageProps) {
  const path = `${sections[section]}${said(query)}`;
  const { role } = await requireRole(["desk", "admin"], path);
  return <Page>{await signedIn(path, framed(await visitorApi(), role === "admin", { section, page, query, children }))}</Page>;
}

function said(query: Query): string {
  const one = Object.entries(query).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  return one.length ? `?${new URLSearchParams(one).toString()}` : "";
}

async function framed(api: Api, isAdmin: boolean, { section, page, query, children }: Required<DeskPageProps>) {
  const t = await getTranslations("desk");
  const items = isAdmin ? await named(api, query.clinic) : (await answer(api.GET("/v1/me/clinics"))).items;
  const clinic = items.find(({ id }) => id === query.clinic) ?? items[0];
  if (!clinic && isAdmin) return <AnyClinic api={api} section={section} />;
  if (!clinic) {
    const none = await getTranslations("clinics.day");
    return <PageTitle title={none("noClinic")} lead={none("noClinicText")} />;
  }
  const at = (path: string, id: string) => `${path}?clinic=${id}`;
  return (
    <>
      {items.length > 1 ? <Clinics clinics={items} current={clinic.id} label={t("clinics")} href={(id) => at(sections[section], id)} /> : <p className="mb-2 text-sm text-soft">{clinic.name}</p>}
      <SectionNav
        label={t("sections.label")}
        sections={Object.entries(sections).map(([each, to]) => ({
          path: at(to, clinic.id),
          label: t(`sections.${each as DeskSection}`),
          isCurrent: each === section,
        }))}
      />
      <PageTitle title={t(`titles.${page}`)} lead={t(`lead.${page}`)} />
      <Messages of={["common", "errors", "desk", "passkey"]}>
        {/* Each clinic has components of its own: what was chosen at one clinic must not be sent at another. */}
        <Fragment key={clinic.id}>{await children({ api, clinic })}</Fragment>
      </Messages>
    </>
  );
}

/** The clinic with this id, even if the account does not work there. An empty list if the URL has no single `clinic`; the not-found page if no clinic has the id. */
async function named(api: Api, id: Query[string]): Promise<Clinic[]> {
  if (typeof id !== "string") return [];
  const params = { path: { clinic_id: id } };
  return [await foundOr404(answer(api.GET("/v1/clinics/{clinic_id}", { params })))];
}

/** The choice of a clinic for an administrator. The desk of a closed clinic is opened from the clinic's page. */
async function AnyClinic({ api, section }: { api: Api; section: DeskSection }) {
  const t = await getTranslations("desk");
  return (
    <>
      <PageTitle title={t("anyClinic")} lead={t("anyClinicText")} />
      <Clinics clinics={await everyClinic(api)} label={t("anyClinic")} href={(id) => `${sections[section]}?clinic=${id}`} />
    </>
  );
}
