import { queryOf, type Wish } from "@/lib/book-href";
import { MODES, type Mode } from "@/lib/modes";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MODE = new RegExp(`^(${MODES.join("|")})$`);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

type Params = Record<string, string | string[] | undefined>;

/** Reads the chosen time from the URL's parameters. Null if the doctor or the time is missing or invalid; other invalid parameters are left out. */
export function wishOf(params: Params): Wish | null {
  const said = (name: string, pattern: RegExp): string | null => {
    // A `+` in the time's offset arrives as a space if it was not percent-encoded.
    const value = [params[name]].flat()[0]?.replace(" ", "+");
    return value !== undefined && pattern.test(value) ? value : null;
  };
  const doctorId = said("doctor", UUID);
  const startsAt = said("starts_at", INSTANT);
  if (!doctorId || !startsAt || Number.isNaN(Date.parse(startsAt))) return null;
  const mode = said("mode", MODE) as Mode | null;
  return { doctorId, startsAt, typeId: said("type", UUID), mode, moves: said("moves", UUID) };
}

/** The path of the page where another time of the chosen doctor can be selected, without the language. */
export function otherTimesHref({ doctorId, typeId, mode, moves }: Wish): string {
  if (moves) return `/appointments/${moves}/move`;
  return `/doctors/${doctorId}?${queryOf({ type: typeId, mode })}`;
}
