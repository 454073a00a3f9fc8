import { getTranslations } from "next-intl/server";

import { FooterAccount } from "./footer-account";
import { Link, linkStyleQuiet } from "./footer-link";

export async function Footer() {
  const t = await getTranslations("common.footer");
  return (
    <footer className="mt-auto border-t border-line bg-sunk text-sm">
      <div className="mx-auto flex w-full max-w-page flex-wrap justify-between gap-x-12 gap-y-6 px-4 py-8 sm:px-6">
        <div className="max-w-md">
          <p>{t("about")}</p>
          <p className="mt-2 font-semibold text-clay">{t("emergency")}</p>
        </div>
        <nav aria-label={t("sections")}>
          <ul className="flex flex-wrap gap-x-6">
            <li>
              <Link href="/doctors">{t("find")}</Link>
            </li>
            <li>
              <FooterAccount />
            </li>
            <li>
              <a href="/docs" className={linkStyleQuiet}>
                {t("api")}
              </a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
