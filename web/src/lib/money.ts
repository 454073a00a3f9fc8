import type { Locale } from "@/i18n/routing";

export interface Money {
  amount: number;
  currency: string;
}

/** `₹1,00,000`: grouped as in India, paise only where there are some. */
export function money({ amount, currency }: Money, locale: Locale): string {
  return new Intl.NumberFormat(`${locale}-IN`, {
    style: "currency",
    currency,
    minimumFractionDigits: amount % 100 === 0 ? 0 : 2,
  }).format(amount / 100);
}
