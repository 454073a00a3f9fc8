import { NotFoundPage, notFoundMetadata } from "@/components/not-found-page";

export const generateMetadata = () => notFoundMetadata("clinic");

export default function NotFound() {
  return <NotFoundPage missing="clinic" />;
}
