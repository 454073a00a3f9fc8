import { getTranslations } from "next-intl/server";
import { cache, type ReactNode } from "react";

import { answer, type Api, type Schemas } from "@/api/client";
import { visitorApi } from "@/api/server";
import { SectionNav } from "@/components/section-nav";
import { Words } from "@/i18n/words";
import { signedIn } from "@/session/signed-in";

import { operationsMetadata } from "../metadata";
import { OperationsPage } from "../operations-page";
import { DoctorHeading } from "./doctor-heading";

const parts = { overview: "", details: "/details", consultations: "/consultations", hours: "/hours", leave: "/leave" } as const;
export type DoctorPart = keyof typeof parts;

export interface DoctorSeen {
  api: Api;
  doctor: Schemas["DoctorAnswer"];
  /** The ETag of the shown doctor. */
  tag: string | null;
  /** Facts for administrators only. */
  known: Schemas["DoctorOfStaff"];
}

const pathOf = (id: string, part: DoctorPart) => `/operations/doctors/${encodeURIComponent(id)}${parts[part]}`;

/**
 * The doctor's profile and the facts for administrators. They are read once for a page, however many components
 * need them.
 */
const doctorOf = cache(async (id: string, part: DoctorPart): Promise<DoctorSeen> => {
  const api = await visitorApi();
  const params = { path: { doctor_id: id } };
  const called = api.GET("/v1/doctors/{doctor_id}", { params });
  const [doctor, known] = await signedIn(
    pathOf(id, part),
    Promise.all([answer(called), answer(api.GET("/v1/operations/doctors/{doctor_id}", { params }))]),
  );
  return { api, doctor, tag: (await called).response.headers.get("etag"), known };
});

export async function doctorMetadata(id: string, part: DoctorPart) {
  const metadata = await operationsMetadata("doctors");
  await doctorOf(id, part); // if the doctor is missing, this call gives the page the not-found page's title
  return metadata;
}

interface DoctorFrameProps {
  id: string;
  part: DoctorPart;
  children: (seen: DoctorSeen) => ReactNode;
}

/** The layout of each page about one doctor: name, state, and links to the other pages. */
export function DoctorFrame({ id, part, children }: DoctorFrameProps) {
  return (
    <OperationsPage section="doctors" path={pathOf(id, part)}>
      {async () => {
        const t = await getTranslations("operations.doctor");
        const seen = await doctorOf(id, part);
        const { doctor, known } = seen;
        const sections = Object.keys(parts).map((each) => ({
          path: pathOf(id, each as DoctorPart),
          label: t(`parts.${each as DoctorPart}`),
          isCurrent: each === part,
        }));
        return (
          <>
            <DoctorHeading doctor={doctor} state={known.state} />
            <SectionNav label={t("parts.label")} sections={sections} />
            <Words of={["common", "errors", "operations", "clinics", "practice", "zone"]}>{await children(seen)}</Words>
          </>
        );
      }}
    </OperationsPage>
  );
}
