import { NotFoundPage, notFoundMetadata } from "@/components/not-found-page";

export const generateMetadata = () => notFoundMetadata("page");

export default function NotFound() {
  return <NotFoundPage missing="page" />;
}
