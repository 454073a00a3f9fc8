import type { Schemas } from "@/api/client";
import type { Locale } from "@/i18n/routing";
import { money } from "@/lib/money";

type Type = Schemas["TypeAnswer"];

/** Fee and name of a type; where space is short, the end of the name is cut off. */
export function typeLabel(type: Pick<Type, "name" | "kind" | "fee">, locale: Locale, kindName: (kind: Type["kind"]) => string) {
  return `${money(type.fee, locale)} · ${typeName(type, locale, kindName)}`;
}

/** The name that the doctor gave the type; in Hindi the type's kind, unless the name is in Hindi. */
export function typeName(type: Pick<Type, "name" | "kind">, locale: Locale, kindName: (kind: Type["kind"]) => string) {
  return locale === "hi" && !/\p{Script=Devanagari}/u.test(type.name) ? kindName(type.kind) : type.name;
}
