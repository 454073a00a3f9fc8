import { MapPin, Phone, Video } from "lucide-react";
import { useTranslations } from "next-intl";

import { buttonStyle, linkStyle } from "@/components/styles";
import { directionsHref, placeWords } from "@/lib/clinics";

import type { Appointment } from "./question";

/** Where to be: an address with the way there, or the link of the call. */
export function Place({ place, doctorId }: { place: Appointment["place"]; doctorId: string }) {
  const t = useTranslations("appointments.place");
  if ("address" in place) {
    const words = placeWords(place, doctorId);
    return (
      <>
        <p className="whitespace-pre-line">{words || t("noAddress")}</p>
        {place.phone ? (
          <a href={`tel:${place.phone}`} className={`${linkStyle} me-4 inline-flex min-h-tap items-center gap-1.5`} data-numbers>
            <Phone aria-hidden size={18} />
            {place.phone}
          </a>
        ) : null}
        {words ? (
          <a href={directionsHref(place)} target="_blank" rel="noopener noreferrer" className={`${linkStyle} inline-flex min-h-tap items-center gap-1.5`}>
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
