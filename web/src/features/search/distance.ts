/** A location in WGS 84, in degrees. */
export interface Point {
  latitude: number;
  longitude: number;
}

const EARTH_KM = 6371;

/** The great-circle distance in kilometres (haversine formula). */
export function kilometres(one: Point, other: Point): number {
  const [north, east] = [radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)];
  const half =
    Math.sin(north / 2) ** 2 + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(east / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(half));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
