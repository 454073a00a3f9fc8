// Completes Next's standalone folder: copies the static files (Next expects a CDN to serve them; here the website's server does), and puts
// the website's server in the place of Next's.
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const web = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const standalone = web(".next/standalone");

rmSync(`${standalone}/server.js`, { force: true });
cpSync(web(".next/static"), `${standalone}/.next/static`, { recursive: true });
cpSync(web("public"), `${standalone}/public`, { recursive: true });
cpSync(web("server"), `${standalone}/server`, { recursive: true });
cpSync(web("server.mjs"), `${standalone}/server.mjs`);

// Scripts and styles are compressed once, with the highest level: server/packed.mjs sends them.
for (const file of readdirSync(`${standalone}/.next/static`, { recursive: true })) {
  if (!/\.(js|css)$/.test(file)) continue;
  const path = `${standalone}/.next/static/${file}`;
  const text = readFileSync(path);
  const size = { [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  writeFileSync(`${path}.br`, brotliCompressSync(text, { params: size }));
  writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }));
}
