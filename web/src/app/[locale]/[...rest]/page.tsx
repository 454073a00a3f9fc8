import { notFound } from "next/navigation";

import { notFoundMetadata } from "@/components/not-found-page";

// The number of such paths has no limit, so no page of them is cached.
export const dynamic = "force-dynamic";

export const generateMetadata = () => notFoundMetadata("page");

/** The not-found page in the visitor's language. */
export default function Anywhere() {
  notFound();
}
