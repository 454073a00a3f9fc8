/** What is wrong with a field, which names `id` in its `aria-describedby`; nothing while all is well. */
export function FieldFault({ id, children }: { id: string; children: string | undefined }) {
  if (!children) return null;
  return (
    <p id={id} className="mt-1 text-sm font-semibold text-clay">
      {children}
    </p>
  );
}
