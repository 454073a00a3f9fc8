import { NotFoundPage, notFoundMetadata } from "@/components/not-found-page";

export const generateMetadata = () => notFoundMetadata("doctor");

export default function NotFound() {
  return <NotFoundPage missing="doctor" />;
}
