import type { Schemas } from "@/api/client";
import type { Locale } from "@/i18n/routing";
import { money } from "@/lib/money";

type Type = Schemas["TypeAnswer"];

/** Its name and fee, to choose by. */
export function typeLabel(type: Pick<Type, "name" | "kind" | "fee">, locale: Locale, kindName: (kind: Type["kind"]) => string) {
  return `${typeName(type, locale, kindName)} · ${money(type.fee, locale)}`;
}

/** As the doctor named it; in Hindi what kind it is, unless the name is Hindi itself. */
export function typeName(type: Pick<Type, "name" | "kind">, locale: Locale, kindName: (kind: Type["kind"]) => string) {
  return locale === "hi" && !/\p{Script=Devanagari}/u.test(type.name) ? kindName(type.kind) : type.name;
}
