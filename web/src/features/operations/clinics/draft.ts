import type { Schemas } from "@/api/client";

/** A clinic as it is edited. */
export interface ClinicDraft {
  name: string;
  address: string;
  city: string;
  phone: string;
  latitude: string;
  longitude: string;
  zone: string;
  /** Names of the API. */
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

/** Half a place is none: both numbers, or neither. */
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

/** The header by which nothing is overwritten that has changed meanwhile. */
export function ifMatch(tag: string | null | undefined): { "if-match"?: string } {
  return tag ? { "if-match": tag } : {};
}
