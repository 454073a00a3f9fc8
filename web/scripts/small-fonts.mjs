// Makes subsets of two fonts of which an English page needs only a few characters, because the whole fonts cost 150 kB.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const packages = fileURLToPath(new URL("../node_modules/", import.meta.url));
const to = `${packages}.cache/small-fonts`;
const wanted = [
  ["rupee", "latin-ext", "₹", [400, 600]],
  ["hindi", "devanagari", "हिन्दी", [600]],
];

mkdirSync(to, { recursive: true });
for (const [name, script, signs, weights] of wanted) {
  for (const weight of weights) {
    const whole = readFileSync(`${packages}@fontsource/mukta/files/mukta-${script}-${weight}-normal.woff2`);
    writeFileSync(`${to}/${name}-${weight}.woff2`, await subsetFont(whole, signs, { targetFormat: "woff2" }));
  }
}
