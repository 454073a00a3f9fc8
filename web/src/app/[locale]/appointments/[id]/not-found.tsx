import { NotFoundPage, notFoundMetadata } from "@/components/not-found-page";

export const generateMetadata = () => notFoundMetadata("appointment");

export default function NotFound() {
  return <NotFoundPage missing="appointment" />;
}
