import type { Locale } from "@/i18n/routing";

/** The languages that doctors may speak: the API's names, by code. */
const codes = {
  Assamese: "as", Bengali: "bn", English: "en", Gujarati: "gu", Hindi: "hi", Kannada: "kn", Kashmiri: "ks",
  Konkani: "kok", Maithili: "mai", Malayalam: "ml", Marathi: "mr", Nepali: "ne", Odia: "or", Punjabi: "pa",
  Sanskrit: "sa", Sindhi: "sd", Tamil: "ta", Telugu: "te", Urdu: "ur",
} as const; // prettier-ignore

export const languageCodes: readonly string[] = Object.values(codes);

/** A language's name in the visitor's, from its code or the API's name. */
export function languageName(nameOrCode: string, locale: Locale): string {
  const code = codes[nameOrCode as keyof typeof codes] as string | undefined;
  return new Intl.DisplayNames([locale], { type: "language" }).of(code ?? nameOrCode) ?? nameOrCode;
}
