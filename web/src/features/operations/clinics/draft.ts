import type { Schemas } from "@/api/client";

/** A clinic as it is edited: all of it text. */
export interface ClinicDraft {
  name: string;
  address: string;
  city: string;
  phone: string;
  latitude: string;
  longitude: string;
}

export function draftOf(clinic: Schemas["ClinicAnswer"] | undefined): ClinicDraft {
  return {
    name: clinic?.name ?? "",
    address: clinic?.address ?? "",
    city: clinic?.city_slug ?? "",
    phone: clinic?.phone ?? "",
    latitude: clinic?.location?.latitude.toString() ?? "",
    longitude: clinic?.location?.longitude.toString() ?? "",
  };
}

/** Half a place is none: both numbers, or neither. */
export function bodyOf({ name, address, city, phone, latitude, longitude }: ClinicDraft): Omit<Schemas["NewClinic"], "time_zone"> {
  const place = [latitude, longitude].map((text) => (text.trim() === "" ? NaN : Number(text.replace(",", "."))));
  const [north = NaN, east = NaN] = place;
  return {
    name: name.trim(),
    address: address.trim(),
    city,
    phone: phone.trim() || null,
    location: Number.isFinite(north) && Number.isFinite(east) ? { latitude: north, longitude: east } : null,
  };
}
