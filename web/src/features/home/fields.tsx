import { useTranslations } from "next-intl";

import type { Entry } from "@/api/reference";
import { Icon } from "@/components/icon";
import { Link as TextLink } from "@/components/link";
import { Page } from "@/components/page";
import { Anchor } from "@/components/anchor";

const SHOWN = 9;

/** The nine specializations with the most doctors, each with a link to its doctors. */
export function Fields({ specializations }: { specializations: readonly Entry[] }) {
  const t = useTranslations("home");
  const fullest = specializations.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
  return (
    <Page>
      <h2 className="mb-5 text-xl">{t("fields")}</h2>
      <ul className="grid gap-x-8 sm:grid-cols-2 lg:grid-cols-3">
        {fullest.slice(0, SHOWN).map(({ slug, label, plain, count }) => (
          <li key={slug} className="border-t border-line">
            <Anchor
              href={`/doctors?specialization=${slug}`}
              className="group flex min-h-tap items-baseline justify-between gap-4 py-3 hover:text-neem"
            >
              <span>
                <span className="font-semibold group-hover:underline group-hover:underline-offset-4">{label}</span>
                {plain ? <span className="block text-sm text-soft">{plain}</span> : null}
              </span>
              <span className="shrink-0 text-sm text-soft" data-numbers>
                {t("count", { count })}
              </span>
            </Anchor>
          </li>
        ))}
      </ul>
      <TextLink href="/doctors" className="mt-5 inline-flex min-h-tap items-center gap-1 font-semibold text-neem hover:underline">
        {t("allFields")}
        <Icon name="arrow-right" size={18} />
      </TextLink>
    </Page>
  );
}
