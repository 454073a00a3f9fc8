import { answer, type Api, type Schemas } from "./client";
import { everyPage, PER_PAGE } from "./every-page";

/** All clinics that are open, without doctors' own practices. Throws `Problem`. */
export function everyClinic(api: Api): Promise<Schemas["ClinicAnswer"][]> {
  return everyPage((cursor) => answer(api.GET("/v1/clinics", { params: { query: { limit: PER_PAGE, ...(cursor && { cursor }) } } })));
}
