// Loaded by `npm test`: resolves "@/..." to src and allows imports without file endings, as the compiler does.
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

const src = new URL("../src/", import.meta.url).href;
const endings = ["", ".ts", ".tsx"];

registerHooks({
  resolve(name, context, next) {
    if (!/^(@\/|\.)/.test(name) || context.parentURL.includes("/node_modules/")) return next(name, context);
    const base = name.startsWith("@/") ? src + name.slice(2) : new URL(name, context.parentURL).href;
    const found = endings.map((ending) => base + ending).find((url) => existsSync(fileURLToPath(url)));
    return next(found ?? name, context);
  },
});
