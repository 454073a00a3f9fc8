/** What stands in the frame of searches in place of their content: see server/search-documents.mjs. */
export { CONTENT } from "../../server/search-frame.mjs";
