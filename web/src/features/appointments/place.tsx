import { MapPin, Phone } from "lucide-react";
import { useTranslations } from "next-intl";

import { buttonStyle, linkStyle } from "@/components/styles";
import { directionsHref, placeWords } from "@/lib/clinics";

import { JoinLink } from "./join-link";
import type { Appointment } from "./question";

/** The place of a visit: an address with a map link, or the link of the video call. */
export function Place({ appointment: { id, place, doctor, time_zone } }: { appointment: Appointment }) {
  const t = useTranslations("appointments.place");
  if ("address" in place) {
    const words = placeWords(place, doctor.id);
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
          <a href={directionsHref(place)} target="_blank" rel="noopener noreferrer" className={buttonStyle("secondary", "mt-2 max-sm:w-full")}>
            <MapPin aria-hidden size={18} />
            {t("directions")}
          </a>
        ) : null}
      </>
    );
  }
  return <JoinLink call={place} appointmentId={id} timeZone={time_zone} />;
}
