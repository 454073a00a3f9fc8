import { hasLocale } from "next-intl";
import type { Metadata, Viewport } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";

import { IconShapes } from "@/components/icon";
import { Progress } from "@/components/progress";
import { Footer } from "@/features/shell/footer";
import { Header } from "@/features/shell/header";
import { OfflinePage } from "@/features/shell/offline-page";
import { Words } from "@/i18n/words";
import { routing } from "@/i18n/routing";
import { publicUrl } from "@/lib/site";
import { fontVariables } from "@/theme/fonts";
import "@/theme/theme.css";

import { THEME_SCRIPT } from "../../../server/known-inline.mjs";

interface LayoutProps {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

/** No page is rendered at build time, so the build needs no API. Each page is rendered at its first request. */
export function generateStaticParams() {
  return [];
}

export async function generateMetadata({ params }: LayoutProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations("common");
  return {
    metadataBase: new URL(publicUrl()),
    title: { default: `${t("name")}: ${t("tagline")}`, template: `%s · ${t("name")}` },
    description: t("description"),
    applicationName: t("name"),
    icons: { icon: "/icon.svg", apple: "/icon-192.png" },
    formatDetection: { telephone: false },
    openGraph: { siteName: t("name"), type: "website", locale: locale === "hi" ? "hi_IN" : "en_IN" },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf6ec" },
    { media: "(prefers-color-scheme: dark)", color: "#191712" },
  ],
};

export default async function LocaleLayout({ children, params }: LayoutProps) {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const t = await getTranslations("common");
  return (
    <html lang={locale} className={fontVariables} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body className="flex min-h-dvh flex-col bg-paper">
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-neem focus:px-4 focus:py-2 focus:text-on-neem"
        >
          {t("skip")}
        </a>
        <IconShapes />
        <Words of={["common"]}>
          <Header />
          <main id="content" tabIndex={-1} className="flex-1 outline-none">
            <noscript>
              <p className="mx-auto w-full max-w-page px-4 pt-4 sm:px-6">{t("noScript")}</p>
            </noscript>
            {children}
          </main>
          <Footer />
          <OfflinePage />
          <Progress />
        </Words>
      </body>
    </html>
  );
}
