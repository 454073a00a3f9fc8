import type { Schemas } from "@/api/client";
import type { Locale } from "@/i18n/routing";
import { languageName } from "@/lib/languages";
import { publicUrl } from "@/lib/site";

type Doctor = Schemas["DoctorAnswer"];

/** schema.org/Physician, with the way to book: search engines and assistants read it. */
export function physician(doctor: Doctor, locale: Locale, words: { specialization: string; city: string }): string {
  const url = publicUrl(`/${locale}/doctors/${doctor.id}`);
  const said = {
    "@context": "https://schema.org",
    "@type": ["Physician", "MedicalBusiness"],
    "@id": url,
    url,
    name: doctor.name,
    description: doctor.bio || undefined,
    identifier: { "@type": "PropertyValue", name: "Registration number", value: doctor.registration_number },
    medicalSpecialty: words.specialization,
    knowsLanguage: doctor.languages.map((language) => languageName(language, "en")),
    address: { "@type": "PostalAddress", streetAddress: doctor.address || undefined, addressLocality: doctor.city, addressCountry: "IN" },
    priceRange: doctor.fee ? `${doctor.fee.currency} ${doctor.fee.amount / 100}` : undefined,
    aggregateRating: rating(doctor),
    potentialAction: { "@type": "ReserveAction", target: url },
  };
  return JSON.stringify(said).replaceAll("<", "\\u003c"); // a name cannot end the script
}

function rating({ rating: value, rating_count: count }: Doctor) {
  if (value === null || count === 0) return undefined;
  return { "@type": "AggregateRating", ratingValue: value, ratingCount: count, bestRating: 5 };
}
