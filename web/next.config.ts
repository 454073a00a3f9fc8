import { fileURLToPath } from "node:url";

import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const here = fileURLToPath(new URL(".", import.meta.url));

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: here,
  turbopack: {
    root: here,
    // Polyfills for Array.at, Object.fromEntries and others: every browser that supports our style sheets (Safari 16.4, Chrome 111) has
    // them.
    resolveAlias: { "../build/polyfills/polyfill-module": "./src/lib/nothing.js" },
  },
  // Pages named `*.dev.tsx`, which are the gallery, exist in `npm run dev` only and are in no build.
  pageExtensions: process.env.NODE_ENV === "development" ? ["tsx", "ts", "dev.tsx"] : ["tsx", "ts"],
  poweredByHeader: false,
  compress: false, // the proxy compresses; server.mjs reads the answers
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  cacheHandler: fileURLToPath(new URL("./server/page-cache.mjs", import.meta.url)),
  cacheMaxMemorySize: 0, // Next's cache in memory is off: every replica uses the page cache in Valkey, so that none keeps an outdated page
  htmlLimitedBots: /.*/, // every client gets the title in the first part of the HTML, because a cached page is the same for all clients
  experimental: { globalNotFound: true },
  bundlePagesRouterDependencies: true, // src/pages/api/documents.ts uses the same components as pages
  typescript: { ignoreBuildErrors: true }, // scripts/check-web checks types, so a build need not
  images: { unoptimized: true },
};

const withMessages = createNextIntlPlugin({
  requestConfig: "./src/i18n/request.ts",
  experimental: {
    // Messages are compiled at build time, so browsers need no parser for them.
    messages: {
      path: ["./messages/en", "./messages/hi"],
      format: "json",
      locales: "infer",
      precompile: true,
    },
  },
});

export default withMessages(config);
