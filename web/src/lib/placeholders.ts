/** The placeholder for markup in a document that the website's server completes for each request (server/frames.mjs). */
export { markupPlace } from "../../server/placeholders.mjs";
