import { useEffect, useState } from "react";

import { addDays } from "@/lib/time";
import { useSession } from "@/session/use-session";

export type OwnVisits = ReadonlyMap<number, string>;

const none: OwnVisits = new Map();

/** The ids of the visitor's own appointments with a doctor on these days, by their starts in ms; none for strangers. */
export function useOwnVisits(doctorId: string, from: string, to: string): OwnVisits {
  const { account } = useSession();
  const [visits, setVisits] = useState(none);
  const patient = account?.role === "patient" ? account.id : null;
  useEffect(() => {
    if (patient === null) return;
    let isLeft = false;
    const see = (found: OwnVisits) => {
      if (!isLeft) setVisits(found);
    };
    // Loaded for patients who are signed in alone. The doctor's days are not those of the patient's zone.
    import("@/api/own-visit")
      .then(({ ownVisits }) => ownVisits(doctorId, addDays(from, -1), addDays(to, 1)))
      .then(see, () => see(none));
    return () => {
      isLeft = true;
    };
  }, [patient, doctorId, from, to]);
  return patient === null ? none : visits;
}
