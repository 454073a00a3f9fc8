/** The error of a field, which names `id` in its `aria-describedby`; nothing without an error. */
export function FieldFault({ id, children }: { id: string; children: string | undefined }) {
  if (!children) return null;
  return (
    <p id={id} className="mt-1 text-sm font-semibold text-clay">
      {children}
    </p>
  );
}
