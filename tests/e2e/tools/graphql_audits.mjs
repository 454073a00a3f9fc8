// Asks the server at the address on stdin all that graphql-http audits, and writes what it found.
import { auditServer } from "graphql-http";

const url = (await new Response(process.stdin).text()).trim();
const results = await auditServer({ url, fetchFn: fetch });
process.stdout.write(
  JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason }))),
);
