import { fileURLToPath } from "node:url";

import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const here = fileURLToPath(new URL(".", import.meta.url));

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: here,
  turbopack: {
    root: here,
    // Array.at, Object.fromEntries and the like: whoever reads our style sheets (Safari 16.4, Chrome 111) has them.
    resolveAlias: { "../build/polyfills/polyfill-module": "./src/lib/nothing.js" },
  },
  poweredByHeader: false,
  compress: false, // the proxy compresses; server.mjs reads what leaves
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  cacheHandler: fileURLToPath(new URL("./server/page-cache.mjs", import.meta.url)),
  cacheMaxMemorySize: 0, // every replica asks Valkey, so that none keeps a page that has changed
  htmlLimitedBots: /.*/, // a page's title comes first, for all: a kept page does not know who asks for it
  experimental: { globalNotFound: true },
  bundlePagesRouterDependencies: true, // src/pages/api/search.ts is made of the same parts as pages are
  typescript: { ignoreBuildErrors: true }, // scripts/check-web reads the types; who only builds need not wait
  images: { unoptimized: true },
};

const withMessages = createNextIntlPlugin({
  requestConfig: "./src/i18n/request.ts",
  experimental: {
    // Messages are compiled when the web is built: no parser of them is sent to browsers.
    messages: {
      path: ["./messages/en", "./messages/hi"],
      format: "json",
      locales: "infer",
      precompile: true,
    },
  },
});

export default withMessages(config);
