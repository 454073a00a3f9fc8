"use client";

import { useLocale, useTranslations } from "next-intl";

import { Icon } from "@/components/icon";
import { usePathname } from "@/i18n/navigation";
import { classes } from "@/lib/classes";

import { navStyle } from "./nav-style";

/** A link to the shown page in the other language; the URL's query and fragment are kept. */
export function LanguageSwitch() {
  const t = useTranslations("common.nav");
  const other = useLocale() === "hi" ? "en" : "hi";
  const path = usePathname();
  const href = `/${other}${path === "/" ? "" : path}`;
  return (
    <a
      href={href}
      lang={other}
      hrefLang={other}
      className={classes(navStyle, "gap-1.5", other === "hi" && "font-hindi")}
      onClick={(event) => (event.currentTarget.href = href + location.search + location.hash)}
    >
      <Icon name="languages" size={18} className="max-sm:hidden" />
      {t("language")}
    </a>
  );
}
