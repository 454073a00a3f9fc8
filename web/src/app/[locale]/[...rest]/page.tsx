import { notFound } from "next/navigation";

import { notFoundMetadata } from "@/components/not-found-page";

export const dynamic = "force-dynamic"; // addresses can be made up without end: none is kept

export const generateMetadata = () => notFoundMetadata("page");

/** Every address that is no page, in the visitor's language. */
export default function Anywhere() {
  notFound();
}
