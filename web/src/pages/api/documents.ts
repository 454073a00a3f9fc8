import type { NextApiRequest, NextApiResponse } from "next";

import { doctorParts } from "@/features/doctor/parts";
import { searchParts } from "@/features/search/parts";

import { given } from "../../../server/rendering.mjs";

Object.assign(given, { search: searchParts, doctor: doctorParts });

/** No client calls this route: loading it gives server.mjs's modules the website's components. */
export default function notFound(_: NextApiRequest, response: NextApiResponse) {
  response.status(404).end();
}
