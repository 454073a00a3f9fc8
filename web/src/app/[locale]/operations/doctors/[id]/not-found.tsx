import { NotFoundPage, notFoundMetadata } from "@/components/not-found-page";

export const generateMetadata = () => notFoundMetadata("knownDoctor");

export default function NotFound() {
  return <NotFoundPage missing="knownDoctor" />;
}
