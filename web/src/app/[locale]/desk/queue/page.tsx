import { answer } from "@/api/client";
import { DeskPage, deskMetadata, type Query } from "@/features/desk/desk-page";
import { QueueBoard } from "@/features/desk/queue-board";

export const dynamic = "force-dynamic";
export const generateMetadata = () => deskMetadata("queue");

export default async function DeskQueuePage({ searchParams }: { searchParams: Promise<Query> }) {
  return (
    <DeskPage section="queue" query={await searchParams}>
      {async ({ api, clinic }) => {
        const queue = await answer(api.GET("/v1/clinics/{clinic_id}/queue", { params: { path: { clinic_id: clinic.id } } }));
        return <QueueBoard initial={queue} />;
      }}
    </DeskPage>
  );
}
