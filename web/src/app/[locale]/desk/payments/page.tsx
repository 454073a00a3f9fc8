import { answer } from "@/api/client";
import { DeskDays } from "@/features/desk/desk-days";
import { DeskPage, deskMetadata, type Query } from "@/features/desk/desk-page";
import { PaymentList } from "@/features/desk/payment-list";
import { dayOf } from "@/features/practice/shared/day-address";

export const dynamic = "force-dynamic";
export const generateMetadata = () => deskMetadata("payments");

export default async function DeskPaymentsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const date = dayOf(query.date);
  return (
    <DeskPage section="payments" query={query}>
      {async ({ api, clinic }) => {
        const params = { path: { clinic_id: clinic.id }, query: date ? { date } : {} };
        const payments = await answer(api.GET("/v1/clinics/{clinic_id}/payments", { params }));
        return (
          <>
            <DeskDays path="/desk/payments" clinic={clinic} date={payments.date} />
            <PaymentList key={payments.date} initial={payments} />
          </>
        );
      }}
    </DeskPage>
  );
}
