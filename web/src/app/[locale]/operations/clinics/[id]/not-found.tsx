import { NotFoundPage, notFoundMetadata } from "@/components/not-found-page";
import { missingFor } from "@/session/guard";

const missing = () => missingFor("admin", "clinic");

export async function generateMetadata() {
  return notFoundMetadata(await missing());
}

export default async function NotFound() {
  return <NotFoundPage missing={await missing()} />;
}
