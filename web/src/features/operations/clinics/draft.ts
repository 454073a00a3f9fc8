import type { Schemas } from "@/api/client";

/** A clinic in the editor. */
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

/** The body of the request. The location is null unless latitude and longitude are valid. */
export function bodyOf({ name, address, city, phone, latitude, longitude, zone, languages }: ClinicDraft): Schemas["NewClinic"] {
  const place = [latitude, longitude].map((text) => (text.trim() === "" ? NaN : Number(text.replace(",", "."))));
  const [north = NaN, east = NaN] = place;
  return {
    name: name.trim(),
    address: address.trim(),
    city,
    phone: phone.trim() || null,
    time_zone: zone,
    languages: languages.length > 0 ? [...languages] : null,
    location: Number.isFinite(north) && Number.isFinite(east) ? { latitude: north, longitude: east } : null,
  };
}

/** The If-Match header, so that a change in the meantime is not overwritten; no header without a tag. */
export function ifMatch(tag: string | null | undefined): { "if-match"?: string } {
  return tag ? { "if-match": tag } : {};
}
