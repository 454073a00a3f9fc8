import { notFound } from "next/navigation";

export const dynamic = "force-dynamic"; // addresses can be made up without end: none is kept

/** Every address that is no page, in the visitor's language. */
export default function Anywhere() {
  notFound();
}
