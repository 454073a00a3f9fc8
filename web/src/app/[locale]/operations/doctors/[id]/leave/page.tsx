import { answer } from "@/api/client";
import { DoctorFrame, doctorMetadata } from "@/features/operations/doctors/doctor-frame";
import { LeavePlanner } from "@/features/practice/leave/leave-planner";
import { PlacesContext } from "@/features/practice/shared/place-select";
import { dayIn } from "@/lib/time";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props) {
  return doctorMetadata((await params).id, "leave");
}

export default async function LeavePage({ params }: Props) {
  const { id } = await params;
  return (
    <DoctorFrame id={id} part="leave">
      {async ({ api, doctor }) => {
        const { items } = await answer(api.GET("/v1/doctors/{doctor_id}/exceptions", { params: { path: { doctor_id: doctor.id } } }));
        return (
          <PlacesContext value={{ doctorId: doctor.id, clinics: doctor.clinics }}>
            <LeavePlanner doctorId={doctor.id} zone={doctor.time_zone} today={dayIn(new Date(), doctor.time_zone)} initial={items} />
          </PlacesContext>
        );
      }}
    </DoctorFrame>
  );
}
