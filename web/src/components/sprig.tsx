/** A neem twig, drawn for this platform. */
export function Sprig({ className }: { className?: string }) {
  const leaf = "M0 0C7-10 22-12 34-4C24 6 9 7 0 0Z";
  const leaves = [
    "translate(58 118) rotate(-24)", "translate(58 118) rotate(-156) scale(1 -1)",
    "translate(60 92) rotate(-28)", "translate(59 92) rotate(-152) scale(1 -1)",
    "translate(62 66) rotate(-34) scale(.92)", "translate(61 66) rotate(-146) scale(.92 -.92)",
    "translate(65 42) rotate(-42) scale(.8)", "translate(64 42) rotate(-136) scale(.8 -.8)",
    "translate(69 22) rotate(-72) scale(.7)",
  ]; // prettier-ignore
  return (
    <svg viewBox="0 0 120 150" fill="none" aria-hidden className={className}>
      <path d="M58 148C57 112 60 60 70 20" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
      {leaves.map((place) => (
        <path key={place} d={leaf} transform={place} fill="currentColor" fillOpacity=".22" stroke="currentColor" strokeWidth="1.8" />
      ))}
    </svg>
  );
}
