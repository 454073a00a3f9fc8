import type { Locale } from "@/i18n/routing";

export interface Money {
  amount: number;
  currency: string;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Made once: making one costs far more than using it, and a list of doctors has many fees. */
export function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, format);
  return format;
}

/** `₹1,00,000`: grouped as in India, paise only where there are some. */
export function money({ amount, currency }: Money, locale: Locale): string {
  return numberFormat(`${locale}-IN`, {
    style: "currency",
    currency,
    minimumFractionDigits: amount % 100 === 0 ? 0 : 2,
  }).format(amount / 100);
}
