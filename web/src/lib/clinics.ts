import type { Schemas } from "@/api/client";

type Clinic = Omit<Schemas["DoctorsClinic"], "closed">;

/** Name, address and city on one line. A practice has its doctor's name, which stands beside it already. */
export function placeWords({ id, name, address, city }: Clinic, doctorId: string): string {
  const own = id === doctorId ? "" : name;
  if (!own && !address) return "";
  const isSaid = address.toLowerCase().includes(city.toLowerCase());
  return [own, address, isSaid ? "" : city].filter(Boolean).join(", ");
}

/** Where a map shows the way there. */
export function directionsHref({ name, address, city, location }: Clinic): string {
  const there = location ? `${location.latitude},${location.longitude}` : [name, address, city].filter(Boolean).join(", ");
  return `https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(there)}`;
}
