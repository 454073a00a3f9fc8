import { MODES, type Mode } from "@/lib/modes";

/** What was chosen, as the address says it: `/book?doctor=&starts_at=&type=&mode=`, and `moves=` for a move. */
export interface Wish {
  doctorId: string;
  startsAt: string;
  typeId: string | null;
  mode: Mode | null;
  /** The appointment that is to move to this time. */
  moves: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MODE = new RegExp(`^(${MODES.join("|")})$`);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

type Params = Record<string, string | string[] | undefined>;

/** What is nothing that can be asked is left out; without doctor and time there is no wish. */
export function wishOf(params: Params): Wish | null {
  const said = (name: string, pattern: RegExp): string | null => {
    const value = [params[name]].flat()[0]?.replace(" ", "+"); // a `+` that nobody escaped
    return value !== undefined && pattern.test(value) ? value : null;
  };
  const doctorId = said("doctor", UUID);
  const startsAt = said("starts_at", INSTANT);
  if (!doctorId || !startsAt || Number.isNaN(Date.parse(startsAt))) return null;
  const mode = said("mode", MODE) as Mode | null;
  return { doctorId, startsAt, typeId: said("type", UUID), mode, moves: said("moves", UUID) };
}

/** The address of a wish, without the language. */
export function bookHref({ doctorId, startsAt, typeId, mode, moves }: Wish, step?: string): string {
  const said = { doctor: doctorId, starts_at: startsAt, type: typeId, mode, moves, step: step ?? null };
  const pairs = Object.entries(said).filter((pair): pair is [string, string] => pair[1] !== null);
  return `/book?${new URLSearchParams(pairs).toString()}`;
}

/** Where another time of the same doctor is chosen, without the language. */
export function otherTimesHref({ doctorId, typeId, mode, moves }: Wish): string {
  if (moves) return `/appointments/${moves}/move`;
  const pairs = Object.entries({ type: typeId, mode }).filter((pair): pair is [string, string] => pair[1] !== null);
  return `/doctors/${doctorId}?${new URLSearchParams(pairs).toString()}`;
}
