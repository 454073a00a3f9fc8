import type { NextApiRequest, NextApiResponse } from "next";

import { doctorParts } from "@/features/doctor/parts";
import { searchParts } from "@/features/search/parts";

import { given } from "../../../server/rendering.mjs";

Object.assign(given, { search: searchParts, doctor: doctorParts });

/**
 * Only server.mjs calls this route, so that Next loads this module, which gives server.mjs the functions that make the
 * parts of documents.
 */
export default function notFound(_: NextApiRequest, response: NextApiResponse) {
  response.status(404).end();
}
