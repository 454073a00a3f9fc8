interface Field {
  slug: string;
  name: string;
  concerns: readonly string[];
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** So that `knees` is `knee`, and `in` is nothing. */
const LEAST_LETTERS = 3;

/** The fields whose concerns use words of `q`, in plain words what each is for, with those words. */
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

/** One may be the other's plural. */
function isSame(one: string, other: string): boolean {
  return one === other || one === `${other}s` || other === `${one}s`;
}
