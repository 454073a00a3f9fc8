"use client";

import { useQuery } from "@tanstack/react-query";
import { Video } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { buttonStyle } from "@/components/styles";
import { clock, zoneName } from "@/lib/time";
import { useNow } from "@/lib/use-now";

interface JoinLinkProps {
  call: Schemas["CallView"];
  appointmentId: string;
  /** The zone of the doctor's clock, in which the opening time is shown. */
  timeZone: string;
}

/**
 * The link of an online visit. Before the link opens, its opening time is shown; from then on the API is asked every 15
 * seconds until it gives the link, which then appears without a reload.
 */
export function JoinLink({ call, appointmentId, timeZone }: JoinLinkProps) {
  const [t, locale, now] = [useTranslations("appointments.place"), useLocale(), useNow()];
  const isDue = now !== null && now >= Date.parse(call.join_from);
  const { data = call } = useQuery({
    queryKey: ["join", appointmentId],
    queryFn: async () => {
      const path = { params: { path: { appointment_id: appointmentId } } };
      const { place } = await answer(api.GET("/v1/appointments/{appointment_id}", path));
      return "join_url" in place ? place : call;
    },
    enabled: isDue && call.join_url === null,
    refetchInterval: ({ state }) => (state.data?.join_url ? false : 15_000),
  });
  if (data.join_url === null) {
    const { join_from } = data;
    const opens = { time: clock(join_from, locale, timeZone), zone: zoneName(join_from, locale, timeZone) };
    return <p role="status">{isDue ? t("joinOver") : t("joinFrom", opens)}</p>;
  }
  return (
    <a href={data.join_url} target="_blank" rel="noopener noreferrer" className={buttonStyle("primary", "mt-1")}>
      <Video aria-hidden size={18} />
      {t("join")}
    </a>
  );
}
