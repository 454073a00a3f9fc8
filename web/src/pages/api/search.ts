import type { NextApiRequest, NextApiResponse } from "next";

import { answerTo } from "@/features/search/answer";
import { contentHtml } from "@/features/search/content-html";

import { given } from "../../../server/search-frame.mjs";

Object.assign(given, { answerTo, contentHtml });

/** Nobody asks for this: that it is loaded gives server/search-documents.mjs what it needs of the website's code. */
export default function notFound(_: NextApiRequest, response: NextApiResponse) {
  response.status(404).end();
}
