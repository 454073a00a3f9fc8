import type { Schemas } from "@/api/client";
import { DoctorPhoto } from "@/components/doctor-photo";

import { StateMark, type DoctorState } from "./state-mark";

/** The heading of each page about one doctor. */
export function DoctorHeading({ doctor, state }: { doctor: Pick<Schemas["DoctorAnswer"], "name" | "photo_url">; state: DoctorState }) {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-4">
      <DoctorPhoto name={doctor.name} url={doctor.photo_url} />
      <h1 className="text-2xl">{doctor.name}</h1>
      <StateMark state={state} />
    </div>
  );
}
