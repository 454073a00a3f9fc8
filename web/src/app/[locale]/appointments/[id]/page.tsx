import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cache } from "react";

import { answer } from "@/api/client";
import { labelOf, reference } from "@/api/reference";
import { visitorApi } from "@/api/server";
import { signedIn } from "@/session/signed-in";
import { Link } from "@/components/link";
import { Page } from "@/components/page";
import { Visit } from "@/features/appointments/visit";
import { Messages } from "@/i18n/messages";

export const dynamic = "force-dynamic"; // the page is made for one visitor, so it is never cached

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const appointmentOf = cache(async (id: string) => {
  const api = await visitorApi();
  const asked = answer(api.GET("/v1/appointments/{appointment_id}", { params: { path: { appointment_id: id } } }));
  return signedIn(`/appointments/${id}`, asked);
});

/**
 * The URL of the doctor's photo; null without a photo, and if the doctor cannot be read, for example because the doctor
 * is not listed any more.
 */
async function photoOf(doctor_id: string): Promise<string | null> {
  const profile = answer((await visitorApi()).GET("/v1/doctors/{doctor_id}", { params: { path: { doctor_id } } }));
  return profile.then(({ photo_url }) => photo_url ?? null).catch(() => null);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  // If the appointment is missing, this call gives the page the not-found page's title.
  await appointmentOf((await params).id);
  const t = await getTranslations("appointments");
  return { title: t("one"), robots: { index: false } };
}

export default async function AppointmentPage({ params, searchParams }: Props) {
  const [{ id }, asked] = [await params, await searchParams];
  const t = await getTranslations("appointments");
  const [appointment, { specializations }] = await Promise.all([appointmentOf(id), reference(await getLocale())]);
  const specialization = labelOf(specializations, appointment.doctor.specialization);
  const photo = await photoOf(appointment.doctor.id);
  const news = (["new", "moved"] as const).find((one) => asked[one] !== undefined);
  return (
    <Page isNarrow>
      <Link href="/appointments" className="-mt-3 inline-flex min-h-tap items-center gap-1.5 text-sm text-neem hover:underline">
        <ArrowLeft aria-hidden size={16} />
        {t("title")}
      </Link>
      <Messages of={["common", "appointments"]}>
        <Visit appointment={appointment} specialization={specialization} photo={photo} news={news} now={new Date()} />
      </Messages>
    </Page>
  );
}
