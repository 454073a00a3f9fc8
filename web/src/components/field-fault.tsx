/** The error of a field, or nothing without an error. The field must name `id` in its `aria-describedby`. */
export function FieldFault({ id, children }: { id: string; children: string | undefined }) {
  if (!children) return null;
  return (
    <p id={id} className="mt-1 text-sm font-semibold text-clay">
      {children}
    </p>
  );
}
