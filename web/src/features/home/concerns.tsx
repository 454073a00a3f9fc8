import { useTranslations } from "next-intl";

import { Anchor } from "@/components/anchor";

const concerns = ["joints", "skin", "hair", "digestion", "sleep", "periods", "diabetes", "stress"] as const;

export function Concerns() {
  const t = useTranslations("home");
  return (
    <nav aria-label={t("concerns")} className="mt-6">
      <p className="mb-2 text-sm text-soft">{t("concerns")}</p>
      <ul className="flex flex-wrap gap-2">
        {concerns.map((concern) => (
          <li key={concern}>
            <Anchor
              href={`/doctors?q=${encodeURIComponent(t(`concern.${concern}`))}`}
              className="inline-flex min-h-tap items-center rounded-full border border-edge bg-surface px-4 text-sm hover:border-neem hover:bg-neem-tint"
            >
              {t(`concern.${concern}`)}
            </Anchor>
          </li>
        ))}
      </ul>
    </nav>
  );
}
