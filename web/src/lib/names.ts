/**
 * The initials of the first and the last word of a person's name without titles: `MN` for `Dr. Meera Nair`, one letter
 * for a single word. Empty for a name without other words.
 */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => !/^(dr|prof|vaidya|vd|डॉ)\.?$/iu.test(word));
  const [first = "", ...rest] = words;
  return [first, rest.at(-1) ?? ""].map((word) => Array.from(word)[0] ?? "").join("").toUpperCase();
}

/**
 * An integer from 0 to `count` - 1 that is always the same for a text, so that a doctor always has the same colours. Texts
 * may share a number.
 */
export function steadyChoice(text: string, count: number): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return sum % count;
}
