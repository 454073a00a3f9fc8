import js from "@eslint/js";
import next from "@next/eslint-plugin-next";
import accessibility from "eslint-plugin-jsx-a11y";
import hooks from "eslint-plugin-react-hooks";
import typescript from "typescript-eslint";

/** A rule that forbids the imports that match `regex`. Shared code does not import features, and features do not import each other: pages combine them. */
const forbidden = (regex, message) => ({
  "no-restricted-imports": ["error", { patterns: [{ regex, message }] }],
});
const boundaries = [
  {
    files: ["src/{api,components,i18n,lib,live,theme,session}/**"],
    rules: forbidden(String.raw`^(@/|(\.\./)+)(app|features)/`, "Shared code imports no feature and no page."),
  },
  {
    files: ["src/features/*/*"],
    rules: forbidden(String.raw`^(@/(app|features)/|\.\./)`, "A feature imports shared code, never another feature."),
  },
  {
    files: ["src/features/*/*/**"],
    rules: forbidden(
      String.raw`^(@/(app|features)/|\.\./\.\./|\.\./(?!shared/)[^/]+/)`,
      "A feature's folder imports shared code, its feature's own files and `../shared`, never another folder or feature.",
    ),
  },
];

export default typescript.config(
  { ignores: [".next/", "node_modules/", "next-env.d.ts", "src/api/schema.d.ts", "graphiql/dist/"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["src/**/*.tsx"],
    plugins: { "@next/next": next, "react-hooks": hooks, "jsx-a11y": accessibility },
    rules: {
      ...next.configs["core-web-vitals"].rules,
      "@next/next/no-html-link-for-pages": "off", // /docs is served by the API; pages use the Link of i18n/navigation
      ...hooks.configs.recommended.rules,
      ...accessibility.flatConfigs.strict.rules,
      "jsx-a11y/no-autofocus": "off", // used only for the single field of a step that the visitor has opened
    },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly", Buffer: "readonly", fetch: "readonly", setTimeout: "readonly", setInterval: "readonly", clearTimeout: "readonly" } } },
  { files: ["graphiql/page.mjs"], languageOptions: { globals: { document: "readonly", location: "readonly", URLSearchParams: "readonly" } } },
  { files: ["public/*.js"], languageOptions: { globals: { self: "readonly", caches: "readonly", fetch: "readonly", Response: "readonly", URL: "readonly" } } },
  {
    files: ["src/**/*.test.ts"],
    rules: { "@typescript-eslint/no-floating-promises": ["error", { allowForKnownSafeCalls: [{ from: "package", package: "node:test", name: "test" }] }] },
  },
  ...boundaries,
);
