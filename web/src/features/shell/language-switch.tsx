"use client";

import { Languages } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";

import { usePathname } from "@/i18n/navigation";
import { classes } from "@/lib/classes";

import { navStyle } from "./nav-style";

/** The same page in the other language; what is asked for in the address stays. */
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
      onClick={(event) => (event.currentTarget.href = href + location.search)}
    >
      <Languages aria-hidden size={18} className="max-sm:hidden" />
      {t("language")}
    </a>
  );
}
