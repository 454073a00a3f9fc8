import { useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { ButtonLink, Link } from "@/components/link";
import { placeWords } from "@/lib/clinics";

/** A list of clinics in order of cities. Each clinic links to its page. */
export function ClinicList({ page, isClosed }: { page: Schemas["ClinicPage"]; isClosed: boolean }) {
  const t = useTranslations("clinics.list");
  return (
    <>
      {page.items.length === 0 ? <p className="text-soft">{t(isClosed ? "noneClosed" : "none")}</p> : null}
      <ul className="grid gap-2">
        {page.items.map(({ id, name, ...place }) => (
          <li key={id} className="rounded-md border border-line bg-surface px-4 py-2">
            <Link href={`/operations/clinics/${id}`} className="inline-flex min-h-tap items-center font-semibold text-neem underline underline-offset-4">
              {name}
            </Link>
            <p className="text-sm text-soft">{placeWords({ ...place, id, name: "" }, "") || place.city}</p>
          </li>
        ))}
      </ul>
      {page.next_cursor ? (
        <ButtonLink kind="secondary" className="mt-6" href={`/operations/clinics?closed=${isClosed}&cursor=${encodeURIComponent(page.next_cursor)}`}>
          {t("more")}
        </ButtonLink>
      ) : null}
    </>
  );
}
