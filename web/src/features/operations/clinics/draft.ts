import type { Schemas } from "@/api/client";

/** The values of the clinic's form, as they were typed; `city` is a slug. */
export interface ClinicDraft {
  name: string;
  address: string;
  city: string;
  phone: string;
  latitude: string;
  longitude: string;
  zone: string;
  /** Languages by the API's names. */
  languages: readonly string[];
}

/** The form's values for a clinic, or for a new one (undefined) in India's time zone. */
export function draftOf(clinic: Schemas["ClinicAnswer"] | undefined): ClinicDraft {
  return {
    name: clinic?.name ?? "",
    address: clinic?.address ?? "",
    city: clinic?.city_slug ?? "",
    phone: clinic?.phone ?? "",
    latitude: clinic?.location?.latitude.toString() ?? "",
    longitude: clinic?.location?.longitude.toString() ?? "",
    zone: clinic?.time_zone ?? "Asia/Kolkata",
    languages: clinic?.languages ?? [],
  };
}

/**
 * The fields with values that cannot be saved: a location has two numbers in degrees (latitude up to 90, longitude up
 * to 180, either sign), or both fields are empty.
 */
export function clinicFaults({ latitude, longitude }: ClinicDraft): ("latitude" | "longitude")[] {
  if (!latitude.trim() && !longitude.trim()) return [];
  const wrong: [boolean, "latitude" | "longitude"][] = [
    [!(Math.abs(degrees(latitude)) <= 90), "latitude"],
    [!(Math.abs(degrees(longitude)) <= 180), "longitude"],
  ];
  return wrong.filter(([isWrong]) => isWrong).map(([, field]) => field);
}

/** The degrees of a text such as `17.4126` or `17,4126`; NaN if it is no number. */
function degrees(text: string): number {
  const plain = text.trim().replace(",", ".");
  return /^[+-]?\d{1,3}(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
}

/** The body of the request for a draft without faults. */
export function bodyOf({ name, address, city, phone, latitude, longitude, zone, languages }: ClinicDraft): Schemas["NewClinic"] {
  return {
    name: name.trim(),
    address: address.trim(),
    city,
    phone: phone.trim() || null,
    time_zone: zone,
    languages: languages.length > 0 ? [...languages] : null,
    location: latitude.trim() ? { latitude: degrees(latitude), longitude: degrees(longitude) } : null,
  };
}

/** The If-Match header, so that a change in the meantime is not overwritten; no header without a tag. */
export function ifMatch(tag: string | null | undefined): { "if-match"?: string } {
  return tag ? { "if-match": tag } : {};
}
