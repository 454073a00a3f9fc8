import type { Locale } from "@/i18n/routing";

export interface Money {
  amount: number;
  currency: string;
}

const formats = new Map<string, Intl.NumberFormat>();

/**
 * A formatter of numbers. It is created once, because creating it is much slower than using it, and a list of
 * doctors has many fees.
 */
export function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, format);
  return format;
}

/** An amount as text, such as `₹1,00,000`: grouped as in India, with paise only if there are any. */
export function money({ amount, currency }: Money, locale: Locale): string {
  return numberFormat(`${locale}-IN`, {
    style: "currency",
    currency,
    minimumFractionDigits: amount % 100 === 0 ? 0 : 2,
  }).format(amount / 100);
}
