import { NotFoundPage, notFoundMetadata } from "@/components/not-found-page";

export const generateMetadata = () => notFoundMetadata("anyAppointment");

export default function NotFound() {
  return <NotFoundPage missing="anyAppointment" />;
}
