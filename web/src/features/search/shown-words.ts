/** What can be said of each doctor: one card that cannot be shown is left out and logged, and never fails the page. */
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
