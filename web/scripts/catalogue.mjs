// Makes src/i18n/catalogue.ts from the names of the files in messages/en: their types and their list. The compiler reads the texts from the
// files.
import { readdirSync, writeFileSync } from "node:fs";

const names = readdirSync(new URL("../messages/en", import.meta.url))
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.slice(0, -".json".length))
  .sort();

writeFileSync(
  new URL("../src/i18n/catalogue.ts", import.meta.url),
  `// Made by \`npm run catalogue\` from the names of the files in messages/en.

/** The English messages of each feature, against which TypeScript checks the keys in \`t("...")\`. */
export interface Catalogue {
${names.map((name) => `  ${name}: typeof import("../../messages/en/${name}.json");`).join("\n")}
}

export type Feature = keyof Catalogue;

/** The features with texts. The texts of each are in a file of that name in \`messages/<locale>/\`. */
export const features = [
${names.map((name) => `  "${name}",`).join("\n")}
] as const satisfies Feature[];
`,
);
