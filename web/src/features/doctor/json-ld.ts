import { languageName } from "@/lib/languages";
import { majorUnits } from "@/lib/money";
import { publicUrl } from "@/lib/site";

import type { Profile } from "./profile";

/** The doctor as schema.org/Physician in JSON-LD, with a booking link, for search engines and assistants. */
export function physician({ doctor, locale, specialization }: Profile): string {
  const url = publicUrl(`/${locale}/doctors/${doctor.id}`);
  const said = {
    "@context": "https://schema.org",
    "@type": ["Physician", "MedicalBusiness"],
    "@id": url,
    url,
    name: doctor.name,
    description: doctor.bio || undefined,
    identifier: { "@type": "PropertyValue", name: "Registration number", value: doctor.registration_number },
    medicalSpecialty: specialization,
    knowsLanguage: doctor.languages.map((language) => languageName(language, "en")),
    address: { "@type": "PostalAddress", streetAddress: doctor.address || undefined, addressLocality: doctor.city, addressCountry: "IN" },
    priceRange: doctor.fee ? `${doctor.fee.currency} ${majorUnits(doctor.fee)}` : undefined,
    aggregateRating: rating(doctor),
    potentialAction: { "@type": "ReserveAction", target: url },
  };
  return JSON.stringify(said).replaceAll("<", "\\u003c"); // escaped, so that a name cannot end the script
}

function rating({ rating: value, rating_count: count }: Profile["doctor"]) {
  if (value === null || count === 0) return undefined;
  return { "@type": "AggregateRating", ratingValue: value, ratingCount: count, bestRating: 5 };
}
