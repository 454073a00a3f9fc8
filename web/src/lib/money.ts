import type { Locale } from "@/i18n/routing";

export interface Money {
  /** A whole number of the currency's minor units, such as paise. */
  amount: number;
  /** A code of ISO 4217, such as `INR`. */
  currency: string;
}

const formats = new Map<string, Intl.NumberFormat>();

/**
 * A formatter of numbers. One is kept for each language and set of options, because creating it is much slower than
 * using it, and a list of doctors has many fees.
 */
export function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.NumberFormat(language, options);
  formats.set(key, format);
  return format;
}

const WITHOUT_MINOR_UNITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" ");
const WITH_THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND".split(" ");

/**
 * How many digits a currency's minor units have in ISO 4217, as the API counts them (core/currencies.py). `Intl`
 * follows CLDR, which differs for some currencies.
 */
export function minorDigits(currency: string): number {
  if (WITH_THREE_DIGITS.includes(currency)) return 3;
  return WITHOUT_MINOR_UNITS.includes(currency) ? 0 : 2;
}

/** The largest amount that the API accepts for a fee or a payment, in minor units of any currency. */
const MOST = 100_000_000;

/** The largest amount that the API accepts as text in major units, such as `10,00,000` for rupees: it depends on the currency's digits. */
export function mostMajorUnits(currency: string, locale: Locale): string {
  return numberFormat(`${locale}-IN`, {}).format(MOST / 10 ** minorDigits(currency));
}

/**
 * The amount in minor units (such as paise) of a text in major units (rupees), in which commas are ignored. NaN if the
 * text is no amount, is more than the API accepts, or has more decimals than the currency has.
 */
export function minorUnits(text: string, currency: string): number {
  const [plain, digits] = [text.replaceAll(",", "").trim(), minorDigits(currency)];
  const [, decimals = ""] = /^\d+(?:\.(\d+))?$/.exec(plain) ?? [null, "too many"];
  const amount = decimals.length <= digits ? Math.round(Number(plain) * 10 ** digits) : NaN;
  return amount <= MOST ? amount : NaN;
}

/** The amount in major units (rupees) as a field shows it, without grouping: `150.5` for 15050 paise, `100` for 10000. */
export function majorUnits({ amount, currency }: Money): string {
  return String(amount / 10 ** minorDigits(currency));
}

/** An amount as text, such as `₹1,00,000`: grouped as in India, with minor units (paise) only if there are any. */
export function money({ amount, currency }: Money, locale: Locale): string {
  const digits = minorDigits(currency);
  return numberFormat(`${locale}-IN`, {
    style: "currency",
    currency,
    minimumFractionDigits: amount % 10 ** digits === 0 ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}
