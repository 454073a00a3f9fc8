import { getTranslations } from "next-intl/server";

import { answer } from "@/api/client";
import { PageTitle } from "@/components/page-title";
import { PhotoField } from "@/components/photo-field";
import { practiceMetadata } from "@/features/practice/metadata";
import { PracticePage } from "@/features/practice/practice-page";
import { ProfileEditor } from "@/features/practice/profile/profile-editor";

export const dynamic = "force-dynamic";
export const generateMetadata = () => practiceMetadata("profile");

export default function ProfilePage() {
  return (
    <PracticePage section="profile">
      {async ({ api, doctor: { id } }) => {
        const t = await getTranslations("practice.profile");
        const called = await api.GET("/v1/doctors/{doctor_id}", { params: { path: { doctor_id: id } } });
        const doctor = await answer(Promise.resolve(called));
        return (
          <>
            <PageTitle title={t("title")} lead={t("lead")} />
            <div className="mb-6">
              <PhotoField doctorId={id} name={doctor.name} url={doctor.photo_url} />
            </div>
            <ProfileEditor initial={doctor} tag={called.response.headers.get("etag")} />
          </>
        );
      }}
    </PracticePage>
  );
}
