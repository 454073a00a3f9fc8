// Makes the API's types from openapi.json, and records the document's hash, so that `make check` can compare the two without Node.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import openapi, { astToString } from "openapi-typescript";

const document = new URL("../openapi.json", import.meta.url);
const types = fileURLToPath(new URL("../src/api/schema.d.ts", import.meta.url));

const hash = createHash("sha256").update(readFileSync(document)).digest("hex");
const body = astToString(await openapi(document, { alphabetize: true }));
writeFileSync(types, `// Made by \`npm run client\` from openapi.json, sha256 ${hash}\n\n${body}`);
