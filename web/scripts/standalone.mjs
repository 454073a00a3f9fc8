// Next leaves out of its standalone folder what a CDN could serve; here the web serves it itself.
import { cpSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const web = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const standalone = web(".next/standalone");

rmSync(`${standalone}/server.js`, { force: true });
cpSync(web(".next/static"), `${standalone}/.next/static`, { recursive: true });
cpSync(web("public"), `${standalone}/public`, { recursive: true });
cpSync(web("server"), `${standalone}/server`, { recursive: true });
cpSync(web("server.mjs"), `${standalone}/server.mjs`);
