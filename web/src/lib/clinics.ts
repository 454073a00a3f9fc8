import type { Schemas } from "@/api/client";

type Clinic = Omit<Schemas["DoctorsClinic"], "closed">;

/** Name, address and city on one line. A practice's name is left out, because it is the doctor's; for a practice without an address the line is empty. */
export function placeWords({ id, name, address, city }: Clinic, doctorId: string): string {
  const own = id === doctorId ? "" : name;
  if (!own && !address) return "";
  const isSaid = address.toLowerCase().includes(city.toLowerCase());
  return [own, address, isSaid ? "" : city].filter(Boolean).join(", ");
}

/** A map link with directions; without a location it searches for the address, or for the name if there is no address. */
export function directionsHref({ name, address, city, location }: Clinic): string {
  if (location) return `https://www.openstreetmap.org/directions?to=${location.latitude}%2C${location.longitude}`;
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent([address || name, city].filter(Boolean).join(", "))}`;
}
