import { getLocale } from "next-intl/server";

import { reference } from "@/api/reference";
import { PhotoField } from "@/components/photo-field";
import { DoctorForm } from "@/features/operations/doctors/doctor-form";
import { DoctorFrame, doctorMetadata } from "@/features/operations/doctors/doctor-frame";
import { languageChoices } from "@/lib/languages";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props) {
  return doctorMetadata((await params).id, "details");
}

export default async function DetailsPage({ params }: Props) {
  const { id } = await params;
  return (
    <DoctorFrame id={id} part="details">
      {async ({ doctor, tag }) => {
        const locale = await getLocale();
        const { specializations, cities } = await reference(locale);
        return (
          <div className="grid gap-6">
            <PhotoField doctorId={doctor.id} name={doctor.name} url={doctor.photo_url} />
            <DoctorForm doctor={doctor} tag={tag} specializations={specializations} cities={cities} languages={languageChoices(locale)} />
          </div>
        );
      }}
    </DoctorFrame>
  );
}
