import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";

import { answer, type Schemas } from "@/api/client";
import { visitorApi } from "@/api/server";
import { signedIn } from "@/session/signed-in";
import { Link } from "@/components/link";
import { Page } from "@/components/page";
import { isChangeable } from "@/features/appointments/question";
import { When } from "@/features/appointments/when";
import type { Bookable } from "@/features/doctor/times/bookable";
import { Times } from "@/features/doctor/times/times";
import { redirect } from "@/i18n/navigation";
import { Messages } from "@/i18n/messages";

export const dynamic = "force-dynamic"; // the page is made for one visitor, so it is never cached

interface Props {
  params: Promise<{ id: string }>;
}

const appointmentOf = cache(async (id: string) => {
  const api = await visitorApi();
  const asked = answer(api.GET("/v1/appointments/{appointment_id}", { params: { path: { appointment_id: id } } }));
  return signedIn(`/appointments/${id}/move`, asked);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  // If the appointment is missing, this call gives the page the not-found page's title.
  await appointmentOf((await params).id);
  const t = await getTranslations("appointments");
  return { title: t("moveTitle"), robots: { index: false } };
}

/**
 * Selects another time of the same doctor for the same consultation, or a time of the doctor whom the patient is asked to see instead. The
 * booking stays until the new time is confirmed. If the appointment cannot be moved any more, its page is shown instead.
 */
export default async function MovePage({ params }: Props) {
  const { id } = await params;
  const [t, locale, api] = [await getTranslations("appointments"), await getLocale(), await visitorApi()];
  const appointment = await appointmentOf(id);
  if (!isChangeable(appointment, new Date())) return redirect({ href: `/appointments/${id}`, locale });
  const other = appointment.handover;
  const doctor_id = other?.doctor_id ?? appointment.doctor.id;
  const doctor = await signedIn(`/appointments/${id}`, answer(api.GET("/v1/doctors/{doctor_id}", { params: { path: { doctor_id } } })));
  const bookable: Bookable = {
    id: doctor.id,
    name: doctor.name,
    timeZone: doctor.time_zone,
    horizonDays: doctor.horizon_days,
    types: other ? anyKind(doctor, appointment) : sameKind(doctor, appointment),
    moves: id,
    ...(other ? {} : { movesFrom: appointment.starts_at }),
  };
  return (
    <Page isNarrow>
      <Link href={`/appointments/${id}`} className="mb-4 inline-flex min-h-tap items-center gap-1.5 text-sm text-neem hover:underline">
        <ArrowLeft aria-hidden size={16} />
        {t("one")}
      </Link>
      <h1 className="text-2xl">{other ? t("moveTo", { name: doctor.name }) : t("moveTitle")}</h1>
      <p className="mt-3 text-soft">{t("moveNow", { name: appointment.doctor.name })}</p>
      <div className="mb-6 font-semibold">
        <When appointment={appointment} />
      </div>
      <Messages of={["common", "doctor"]}>
        <Times bookable={JSON.stringify(bookable)} query={encodeURIComponent(doctor.name)} />
      </Messages>
    </Page>
  );
}

/** The consultation types of the other doctor in the visit's mode, without follow-ups, which need an earlier visit to the other doctor. */
function anyKind({ consultation_types }: Schemas["DoctorAnswer"], { mode }: Schemas["AppointmentView"]) {
  return consultation_types.filter(({ kind, modes }) => kind !== "follow_up" && modes.includes(mode)).map(
    ({ id, is_default, name }) => ({ id, is_default, modes: [mode], label: name }),
  );
}

/** The consultation type and mode of the appointment, because a move changes the time only; empty if the doctor no longer offers them. */
function sameKind({ consultation_types }: Schemas["DoctorAnswer"], { consultation_type, mode }: Schemas["AppointmentView"]) {
  return consultation_types.filter(({ id, modes }) => id === consultation_type.id && modes.includes(mode)).map(
    ({ id, is_default, name }) => ({ id, is_default, modes: [mode], label: name }),
  );
}
