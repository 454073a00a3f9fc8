import { useLocale, useTranslations } from "next-intl";

import { linkStyle } from "@/components/styles";
import { getPathname } from "@/i18n/navigation";
import { directionsHref, placeWords } from "@/lib/clinics";
import { languageName } from "@/lib/languages";
import { money } from "@/lib/money";
import { typeName } from "@/lib/type-name";

import type { Profile } from "./profile";

/** The doctor's own text and facts. This part must work as HTML without scripts: React does not hydrate it, so each of its links loads a whole page. */
export function About({ doctor, treats }: Profile) {
  const t = useTranslations("doctor");
  const [mode, kinds] = [useTranslations("common.mode"), useTranslations("common.kinds")];
  const locale = useLocale();
  const facts = [
    ...(doctor.qualifications ? [[t("qualifications"), doctor.qualifications]] : []),
    [t("speaks"), doctor.languages.map((language) => languageName(language, locale)).join(", ")],
    [t("sees"), doctor.modes.map((one) => mode(one)).join(" · ")],
  ];
  const places = doctor.modes.includes("in_person") ? doctor.clinics.filter((clinic) => !clinic.closed && placeWords(clinic, doctor.id)) : [];
  return (
    <div className="grid content-start gap-8">
      {doctor.bio ? (
        <section>
          <h2 className="mb-2 text-xl">{t("about")}</h2>
          <p className="max-w-prose whitespace-pre-line">{doctor.bio}</p>
        </section>
      ) : null}
      {treats ? (
        <section>
          <h2 className="mb-2 text-xl">{t("treats")}</h2>
          <p className="max-w-prose">{treats}</p>
        </section>
      ) : null}
      <section>
        <h2 className="mb-2 text-xl">{t("offers")}</h2>
        <ul className="border-b border-line">
          {doctor.consultation_types.map((type) => (
            <li key={type.id} className="flex flex-wrap justify-between gap-x-6 border-t border-line py-3">
              <span>
                <span className="font-semibold">{typeName(type, locale, kinds)}</span>
                <span className="text-soft"> · {t("minutes", { minutes: type.minutes })}</span>
              </span>
              <span className="font-semibold" data-numbers>
                {money(type.fee, locale)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {places.length > 0 ? (
        <section>
          <h2 className="mb-2 text-xl">{t("clinics", { count: places.length })}</h2>
          <ul className="border-b border-line">
            {places.map((clinic) => (
              <li key={clinic.id} className="border-t border-line py-3">
                <p>{placeWords(clinic, doctor.id)}</p>
                <p className="flex flex-wrap gap-x-5">
                  {clinic.phone ? (
                    <a href={`tel:${clinic.phone}`} className={`${linkStyle} inline-flex min-h-tap items-center`} data-numbers>
                      {clinic.phone}
                    </a>
                  ) : null}
                  <a
                    href={directionsHref(clinic)}
                    target="_blank"
                    rel="noopener noreferrer"
                    aria-label={t("directionsTo", { clinic: placeWords(clinic, doctor.id) })}
                    className={`${linkStyle} inline-flex min-h-tap items-center`}
                  >
                    {t("directions")}
                  </a>
                  {clinic.id === doctor.id ? null : (
                    <a
                      href={getPathname({ href: `/doctors?clinic=${clinic.id}`, locale })}
                      aria-label={t("colleaguesAt", { clinic: placeWords(clinic, doctor.id) })}
                      className="inline-flex min-h-tap items-center text-neem underline underline-offset-4"
                    >
                      {t("colleagues")}
                    </a>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm text-soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
