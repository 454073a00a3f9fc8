import type { Schemas } from "@/api/client";
import { Link } from "@/components/link";

interface ClinicsProps {
  clinics: readonly Schemas["ClinicAnswer"][];
  /** The id of the shown clinic. */
  current?: string;
  label: string;
  href: (id: string) => string;
}

/** Links to the desks of clinics. */
export function Clinics({ clinics, current, label, href }: ClinicsProps) {
  return (
    <nav aria-label={label} className="mb-2">
      <ul className="flex flex-wrap gap-x-4 text-sm">
        {clinics.map(({ id, name }) => (
          <li key={id}>
            {id === current ? (
              <span aria-current="true" className="inline-flex min-h-tap items-center font-semibold">
                {name}
              </span>
            ) : (
              <Link href={href(id)} className="inline-flex min-h-tap items-center text-neem underline underline-offset-4">
                {name}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
