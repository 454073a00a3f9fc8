// Writes dist/page.html: GraphiQL with its React, its styles and its fonts in one file that loads nothing else. The server puts a new nonce
// into each answer (src/amrutam/protocols/graphql/explorer.py).
import { build } from "esbuild";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const { outputFiles } = await build({
  entryPoints: ["page.mjs"],
  outdir: "dist",
  write: false,
  bundle: true,
  tsconfigRaw: "{}", // otherwise esbuild would use the website's tsconfig.json
  minify: true,
  charset: "utf8",
  format: "iife",
  target: "es2022",
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "eof",
});
const built = (ending) => outputFiles.find(({ path }) => path.endsWith(ending)).text;

// The replacements are functions, because in a text `$` would have a special meaning.
const page = readFileSync("page.html", "utf8")
  .replace("/* styles */", () => built(".css"))
  .replace("/* script */", () => built(".js"));
if (page.split('"NONCE"').length !== 3) throw new Error("a package contains the placeholder of the nonce");
mkdirSync("dist", { recursive: true });
writeFileSync("dist/page.html", page);
