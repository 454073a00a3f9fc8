import { MapPin, Video } from "lucide-react";
import { useTranslations } from "next-intl";

import { buttonStyle, linkStyle } from "@/components/styles";

import type { Appointment } from "./question";

/** Where to be: an address with the way there, or the link of the call. */
export function Place({ place }: { place: Appointment["place"] }) {
  const t = useTranslations("appointments.place");
  if ("address" in place) {
    const map = `https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(place.address)}`;
    return (
      <>
        <p className="whitespace-pre-line">{place.address || t("noAddress")}</p>
        {place.address ? (
          <a href={map} target="_blank" rel="noopener noreferrer" className={`${linkStyle} inline-flex min-h-tap items-center gap-1.5`}>
            <MapPin aria-hidden size={18} />
            {t("directions")}
          </a>
        ) : null}
      </>
    );
  }
  if (place.join_url === null) return <p>{t("noLink")}</p>;
  return (
    <a href={place.join_url} target="_blank" rel="noopener noreferrer" className={buttonStyle("primary", "mt-1")}>
      <Video aria-hidden size={18} />
      {t("join")}
    </a>
  );
}
