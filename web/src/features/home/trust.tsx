import { BadgeCheck, BookOpenText, Lock, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";

import { Page } from "@/components/page";

const facts = [
  ["registered", BadgeCheck],
  ["exact", ShieldCheck],
  ["private", Lock],
  ["open", BookOpenText],
] as const;

export function Trust() {
  const t = useTranslations("home.trust");
  return (
    <Page>
      <h2 className="mb-5 text-xl">{t("title")}</h2>
      <ul className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
        {facts.map(([fact, Icon]) => (
          <li key={fact} className="flex gap-3">
            <Icon aria-hidden size={22} className="mt-0.5 shrink-0 text-neem" />
            {t(fact)}
          </li>
        ))}
      </ul>
    </Page>
  );
}
