import { answer } from "@/api/client";
import { DoctorFrame, doctorMetadata } from "@/features/operations/doctors/doctor-frame";
import { HoursEditor } from "@/features/practice/hours/hours-editor";
import { PlacesContext } from "@/features/practice/shared/place-select";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props) {
  return doctorMetadata((await params).id, "hours");
}

export default async function HoursPage({ params }: Props) {
  const { id } = await params;
  return (
    <DoctorFrame id={id} part="hours">
      {async ({ api, doctor }) => {
        const schedule = await answer(api.GET("/v1/doctors/{doctor_id}/schedule", { params: { path: { doctor_id: doctor.id } } }));
        return (
          <PlacesContext value={{ doctorId: doctor.id, clinics: doctor.clinics }}>
            <HoursEditor doctorId={doctor.id} initial={schedule} />
          </PlacesContext>
        );
      }}
    </DoctorFrame>
  );
}
