// Runs all audits of graphql-http on the server whose URL is on stdin.
// Writes [{id, name, status, reason}] to stdout as JSON.
import { auditServer } from "graphql-http";

const url = (await new Response(process.stdin).text()).trim();
const results = await auditServer({ url, fetchFn: fetch });
process.stdout.write(
  JSON.stringify(results.map(({ id, name, status, reason }) => ({ id, name, status, reason }))),
);
