/** The texts of each doctor's card. A card that cannot be made is left out and logged, so that it does not break the page. */
export function shownWords<Found extends { card: { id: string } }, Words>(
  found: readonly Found[],
  wordsOf: (one: Found) => Words,
): Words[] {
  return found.flatMap((one) => {
    try {
      return [wordsOf(one)];
    } catch (error) {
      console.error("card_not_shown", one.card.id, error);
      return [];
    }
  });
}
