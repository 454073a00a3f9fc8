import { DoctorFrame, doctorMetadata } from "@/features/operations/doctors/doctor-frame";
import { ProfileEditor } from "@/features/practice/profile/profile-editor";

export const dynamic = "force-dynamic";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props) {
  return doctorMetadata((await params).id, "consultations");
}

export default async function ConsultationsPage({ params }: Props) {
  const { id } = await params;
  return (
    <DoctorFrame id={id} part="consultations">
      {({ doctor, tag }) => <ProfileEditor initial={doctor} tag={tag} />}
    </DoctorFrame>
  );
}
