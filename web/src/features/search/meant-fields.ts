interface Field {
  slug: string;
  name: string;
  concerns: readonly string[];
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** The length of the shortest word that is compared; `in` leads to no specialization. */
const LEAST_LETTERS = 3;

/** The specializations whose concerns contain words of `q`, each with these words. */
export function meantFields<Of extends Field>(q: string, fields: readonly Of[]): { field: Of; words: string[] }[] {
  const asked = wordsOf(q);
  return fields.flatMap((field) => {
    const concerns = field.concerns.flatMap(wordsOf);
    const words = asked.filter((word) => concerns.some((concern) => isSame(word, concern)));
    return words.length > 0 ? [{ field, words }] : [];
  });
}

function wordsOf(text: string): string[] {
  const words = text.toLowerCase().normalize("NFC").match(WORD) ?? [];
  return [...new Set(words.filter((word) => word.length >= LEAST_LETTERS))];
}

/** Whether two words are the same; one may be the plural of the other. */
function isSame(one: string, other: string): boolean {
  return one === other || one === `${other}s` || other === `${one}s`;
}
