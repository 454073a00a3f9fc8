import type { Locale } from "@/i18n/routing";

/** The languages that a doctor can speak: the API's name of each, and its code in BCP 47. */
const codes = {
  Assamese: "as", Bengali: "bn", English: "en", Gujarati: "gu", Hindi: "hi", Kannada: "kn", Kashmiri: "ks",
  Konkani: "kok", Maithili: "mai", Malayalam: "ml", Marathi: "mr", Nepali: "ne", Odia: "or", Punjabi: "pa",
  Sanskrit: "sa", Sindhi: "sd", Tamil: "ta", Telugu: "te", Urdu: "ur",
} as const; // prettier-ignore

const codeOf: Record<string, string | undefined> = codes;

export const languageCodes: readonly string[] = Object.values(codes);

const names = new Map<Locale, Intl.DisplayNames>();

/**
 * The formatter of language names in `locale`. One is kept for each locale, because creating it is much slower than
 * using it.
 */
function namesIn(locale: Locale): Intl.DisplayNames {
  const known = names.get(locale) ?? new Intl.DisplayNames([locale], { type: "language" });
  names.set(locale, known);
  return known;
}

/**
 * A language's name in the visitor's language, from its code or the API's name; an unknown language is returned as it
 * is.
 */
export function languageName(nameOrCode: string, locale: Locale): string {
  const known = languageCodes.includes(nameOrCode) ? nameOrCode : undefined;
  const code = known ?? codeOf[nameOrCode];
  return (code && namesIn(locale).of(code)) ?? nameOrCode;
}

/** All languages, each with the API's name and its label in `locale`. Call it on the server only: a browser's ICU data may lack names of languages. */
export function languageChoices(locale: Locale): { name: string; label: string }[] {
  return Object.keys(codes).map((name) => ({ name, label: languageName(name, locale) }));
}
