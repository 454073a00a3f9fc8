import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";

import { answer } from "@/api/client";
import { ButtonLink } from "@/components/link";
import { DeskPage, deskMetadata, type Query } from "@/features/desk/desk-page";
import { PrintButton } from "@/features/desk/print-button";
import { Receipt } from "@/features/desk/receipt";
import { dayIn } from "@/lib/time";

export const dynamic = "force-dynamic";
export const generateMetadata = () => deskMetadata("receipt");

interface Props {
  params: Promise<{ year: string; number: string }>;
  searchParams: Promise<Query>;
}

export default async function ReceiptPage({ params, searchParams }: Props) {
  const { year, number } = await params;
  if (!/^20\d\d$/.test(year) || !/^[1-9]\d{0,8}$/.test(number)) notFound();
  return (
    <DeskPage section="payments" page="receipt" query={await searchParams}>
      {async ({ api, clinic }) => {
        const t = await getTranslations("desk.receipt");
        const path = { clinic_id: clinic.id, year: Number(year), number: Number(number) };
        const payment = await answer(api.GET("/v1/clinics/{clinic_id}/receipts/{year}/{number}", { params: { path } }));
        const day = dayIn(payment.at, clinic.time_zone);
        return (
          <>
            <Receipt payment={payment} clinic={clinic} />
            <div className="mt-6 flex flex-wrap gap-3">
              <PrintButton />
              <ButtonLink kind="secondary" href={`/desk/payments?clinic=${clinic.id}&date=${day}`}>
                {t("back")}
              </ButtonLink>
            </div>
          </>
        );
      }}
    </DeskPage>
  );
}
