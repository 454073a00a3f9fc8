import { answer } from "@/api/client";
import { DeskPage, deskMetadata, type Query } from "@/features/desk/desk-page";
import { Displays } from "@/features/desk/displays";

export const dynamic = "force-dynamic";
export const generateMetadata = () => deskMetadata("displays");

export default async function DeskDisplaysPage({ searchParams }: { searchParams: Promise<Query> }) {
  return (
    <DeskPage section="displays" query={await searchParams}>
      {async ({ api, clinic }) => {
        const { items } = await answer(api.GET("/v1/clinics/{clinic_id}/displays", { params: { path: { clinic_id: clinic.id } } }));
        return <Displays clinicId={clinic.id} zone={clinic.time_zone} displays={items} />;
      }}
    </DeskPage>
  );
}
