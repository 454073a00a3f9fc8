import type { Schemas } from "@/api/client";

type Clinic = Omit<Schemas["DoctorsClinic"], "closed">;

/**
 * Name, address and city on one line, without the city if the address contains it. A practice's name is left out,
 * because it is the doctor's; for a practice without an address the line is empty.
 */
export function placeWords({ id, name, address, city }: Clinic, doctorId: string): string {
  const own = id === doctorId ? "" : name;
  if (!own && !address) return "";
  const isSaid = address.toLowerCase().includes(city.toLowerCase());
  return [own, address, isSaid ? "" : city].filter(Boolean).join(", ");
}

/**
 * The URL of the way to the clinic on OpenStreetMap; for a clinic without a location, the URL of a search for its
 * address, or for its name if it has no address.
 */
export function directionsHref({ name, address, city, location }: Clinic): string {
  if (location) return `https://www.openstreetmap.org/directions?to=${location.latitude}%2C${location.longitude}`;
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent([address || name, city].filter(Boolean).join(", "))}`;
}
