import { notFound } from "next/navigation";

import { notFoundMetadata } from "@/components/not-found-page";

// The number of paths that do not exist has no limit, so their pages are not cached.
export const dynamic = "force-dynamic";

export const generateMetadata = () => notFoundMetadata("page");

/** The not-found page in the visitor's language. */
export default function Anywhere() {
  notFound();
}
