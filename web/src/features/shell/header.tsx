import { getTranslations } from "next-intl/server";

import { Sprig } from "@/components/sprig";
import { Link } from "@/i18n/navigation";
import { ThemeSwitch } from "@/theme/theme-switch";

import { AccountLinks } from "./account-links";
import { LanguageSwitch } from "./language-switch";

export async function Header() {
  const t = await getTranslations("common");
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex w-full max-w-page flex-wrap items-center gap-x-2 px-4 py-1 sm:px-6 sm:py-2">
        <Link href="/" prefetch={false} className="me-auto flex min-h-tap items-center gap-2 rounded-md pe-2">
          <Sprig className="h-9 text-neem" />
          <span className="font-title text-lg font-bold">{t("name")}</span>
        </Link>
        {/* On a phone the links always have their own row, so that nothing moves when fonts are loaded or when the
           session is known. */}
        <nav
          aria-label={t("nav.label")}
          className="flex flex-wrap items-center max-sm:order-last max-sm:-ms-2 max-sm:basis-full sm:gap-x-1"
        >
          <AccountLinks />
        </nav>
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  );
}
