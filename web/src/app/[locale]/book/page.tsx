import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";

import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { labelOf, reference } from "@/api/reference";
import { visitorApi } from "@/api/server";
import { Page } from "@/components/page";
import { BookingFlow } from "@/features/booking/booking-flow";
import type { Chosen } from "@/features/booking/chosen";
import { wishOf } from "@/features/booking/wish";
import { typeName } from "@/lib/type-name";
import { SignInHere } from "@/features/session/sign-in-here";
import { Messages } from "@/i18n/messages";
import type { Wish } from "@/lib/book-href";

export const dynamic = "force-dynamic"; // the page is made for one visitor, so it is never cached

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

type Asked = Awaited<Props["searchParams"]>;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  // If the doctor or the appointment is missing, this call gives the page the not-found page's title.
  await chosenBy(await searchParams);
  const t = await getTranslations("booking");
  return { title: t("title"), robots: { index: false } };
}

export default async function BookPage({ searchParams }: Props) {
  const chosen = await chosenBy(await searchParams);
  return (
    <Page isNarrow>
      <Messages of={["common", "session", "family", "changes", "booking"]}>
        <BookingFlow chosen={chosen} signIn={<SignInHere />} />
      </Messages>
    </Page>
  );
}

function chosenBy(asked: Asked): Promise<Chosen> {
  return chosenByText(JSON.stringify(asked));
}

/** Reads the chosen time; the result is cached for a request, because the page and its title need it. */
const chosenByText = cache(async (asked: string): Promise<Chosen> => {
  const wish = wishOf(JSON.parse(asked) as Asked);
  return (wish && (await chosenOf(wish))) ?? notFound();
});

async function chosenOf(wish: Wish): Promise<Chosen | null> {
  const [api, locale, kinds] = [await visitorApi(), await getLocale(), await getTranslations("common.kinds")];
  const [doctor, moving, { specializations }] = await Promise.all([
    answer(api.GET("/v1/doctors/{doctor_id}", { params: { path: { doctor_id: wish.doctorId } } })).catch(absent),
    wish.moves ? answer(api.GET("/v1/appointments/{appointment_id}", { params: { path: { appointment_id: wish.moves } } })).catch(absent) : null,
    reference(locale),
  ]);
  if (!doctor || (moving && ![moving.doctor.id, moving.handover?.doctor_id].includes(doctor.id))) return null;
  const type = typeOf(doctor, wish, moving);
  const { id, name, registration_number, specialization, specialization_slug, time_zone, clinics, change_notice_minutes } = doctor;
  return {
    wish,
    doctor: {
      id,
      name,
      registrationNumber: registration_number,
      specialization: labelOf(specializations, specialization),
      specializationSlug: specialization_slug,
      timeZone: time_zone,
      clinics,
      changeNoticeMinutes: change_notice_minutes,
    },
    type: type ? { id: type.id, name: typeName(type, locale, kinds), minutes: type.minutes, isDefault: type.is_default, fee: type.fee } : null,
    moving,
  };
}

function typeOf({ id, consultation_types }: Schemas["DoctorAnswer"], { typeId }: Wish, moving: Schemas["AppointmentView"] | null): Schemas["TypeAnswer"] | undefined {
  const wanted = typeId ?? (moving?.doctor.id === id ? moving.consultation_type.id : null);
  return consultation_types.find((one) => (wanted ? one.id === wanted : one.is_default));
}

/** Null for a doctor or appointment that does not exist, that the visitor is not allowed to see, or that can be seen only after the sign-in; throws any other error. */
function absent(error: unknown): null {
  if (isProblem(error) && (error.isAbsent || error.status === 401)) return null;
  throw error;
}
