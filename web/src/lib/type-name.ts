import type { Schemas } from "@/api/client";
import type { Locale } from "@/i18n/routing";
import { money } from "@/lib/money";

type Type = Schemas["TypeAnswer"];

/**
 * A consultation type's fee and name, such as `₹500 · First visit`. The fee is first, because the end is cut off where
 * space is short.
 */
export function typeLabel(type: Pick<Type, "name" | "kind" | "fee">, locale: Locale, kindName: (kind: Type["kind"]) => string) {
  return `${money(type.fee, locale)} · ${typeName(type, locale, kindName)}`;
}

/**
 * A consultation type's name as the doctor wrote it. On Hindi pages it is the label of the type's kind (`kindName`),
 * unless the name contains Devanagari letters.
 */
export function typeName(type: Pick<Type, "name" | "kind">, locale: Locale, kindName: (kind: Type["kind"]) => string) {
  return locale === "hi" && !/\p{Script=Devanagari}/u.test(type.name) ? kindName(type.kind) : type.name;
}
