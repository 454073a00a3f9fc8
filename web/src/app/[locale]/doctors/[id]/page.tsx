import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { cache } from "react";

import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { labelOf, reference } from "@/api/reference";
import { sharedApi } from "@/api/server";
import { Icon } from "@/components/icon";
import { Link } from "@/components/link";
import { Page } from "@/components/page";
import { About } from "@/features/doctor/about";
import { Face } from "@/features/doctor/face";
import { physician } from "@/features/doctor/json-ld";
import { Times } from "@/features/doctor/times/times";
import { typeLabel } from "@/features/doctor/type-name";
import { Words } from "@/i18n/words";
import { alternates } from "@/lib/alternates";

interface Props {
  params: Promise<{ id: string }>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const KEPT_SECONDS = 86_400;

/** Made at the first request, and anew when the worker says that this doctor has changed. */
export function generateStaticParams() {
  return [];
}

const profileOf = cache(async (id: string) => {
  if (!UUID.test(id)) notFound();
  const api = sharedApi([`doctor:${id}`], KEPT_SECONDS);
  try {
    return await answer(api.GET("/v1/doctors/{doctor_id}", { params: { path: { doctor_id: id } } }));
  } catch (error) {
    if (isProblem(error) && error.isAbsent) notFound();
    throw error;
  }
});

async function shown(params: Props["params"]) {
  const [{ id }, locale] = [await params, await getLocale()];
  const [doctor, { specializations, cities }] = await Promise.all([profileOf(id), reference(locale)]);
  const words = {
    specialization: labelOf(specializations, doctor.specialization),
    city: labelOf(cities, doctor.city),
  };
  return { doctor, locale, words };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { doctor, locale, words } = await shown(params);
  const t = await getTranslations("doctor");
  return {
    title: `${doctor.name}, ${words.specialization}, ${words.city}`,
    description: t("description", { name: doctor.name, registration: doctor.registration_number, ...words }),
    alternates: alternates(locale, `/doctors/${doctor.id}`),
  };
}

export default async function DoctorPage({ params }: Props) {
  const { doctor, locale, words } = await shown(params);
  const t = await getTranslations("doctor");
  return (
    <Page>
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: physician(doctor, locale, words) }} />
      <Link href="/doctors" className="mb-4 inline-flex min-h-tap items-center gap-1.5 text-sm text-neem hover:underline">
        <Icon name="arrow-left" size={16} />
        {t("back")}
      </Link>
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_29rem] lg:grid-rows-[auto_1fr]">
        <Face doctor={doctor} {...words} />
        <div className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <Words of={["common", "doctor"]}>
            <Times
              doctor={{
                id: doctor.id,
                name: doctor.name,
                timeZone: doctor.time_zone,
                horizonDays: doctor.horizon_days,
                types: doctor.consultation_types.map((type) => ({
                  id: type.id,
                  is_default: type.is_default,
                  modes: type.modes,
                  label: typeLabel(type, locale, (kind) => t(`kinds.${kind}`)),
                })),
              }}
            />
          </Words>
        </div>
        <About doctor={doctor} />
      </div>
    </Page>
  );
}
