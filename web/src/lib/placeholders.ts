/** The placeholder for markup in a frame: see server/frames.mjs. */
export { markupPlace } from "../../server/placeholders.mjs";
