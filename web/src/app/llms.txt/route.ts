import { publicUrl } from "@/lib/site";

export const dynamic = "force-dynamic"; // the public URL is known at run time only

/** Information with which assistants can find a doctor and book for a person (llmstxt.org). */
export function GET(): Response {
  return new Response(text(), { headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "public, max-age=3600" } });
}

const text = () => `# Amrutam

> Consultations with Ayurvedic doctors: find one, see the times that are really available, hold one for some
> minutes, verify with a one-time code, book. In English and Hindi.

Times are exact and change by the second: ask for them when they are needed, and hold one before promising it.
Not for emergencies: in India call 112.

## For people
- [Find a doctor](${publicUrl("/en/doctors")}): ?q=, specialization, city, mode, available_on, language, gender, max_fee (rupees), sort
- [चिकित्सक खोजें](${publicUrl("/hi/doctors")})
- Doctors' pages: ${publicUrl("/en/doctors/<id>")} with schema.org/Physician as JSON-LD
- Book: ${publicUrl("/en/book?doctor=<id>&starts_at=<time>&type=<consultation type id>&mode=<online|in_person>")}

## For programs
- [The API, to read and try](${publicUrl("/docs")}), [OpenAPI 3.1](${publicUrl("/openapi.json")})
- GET ${publicUrl("/v1/doctors")}: search; GET ${publicUrl("/v1/doctors/<id>/slots")}: available times
- POST ${publicUrl("/v1/holds")}, then POST ${publicUrl("/v1/appointments")} with an Idempotency-Key: book, signed in as the patient
- Errors are RFC 9457 problems; each type opens a page that explains cause and fix
`;
