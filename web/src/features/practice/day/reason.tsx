import { useTranslations } from "next-intl";

const SHORT = 90;

/** Why the patient comes: whole where it is short, else its beginning, which opens. */
export function Reason({ reason }: { reason: string }) {
  const t = useTranslations("practice");
  const text = t("reason", { reason });
  if (reason.length <= SHORT) return <p className="max-w-prose whitespace-pre-line break-words">{text}</p>;
  return (
    <details className="group max-w-prose break-words">
      <summary className="min-h-tap cursor-pointer py-2 whitespace-pre-line">
        <span className="group-open:hidden">{text.slice(0, text.length - reason.length + SHORT)}…</span>
        <span className="hidden group-open:inline">{text}</span>
      </summary>
    </details>
  );
}
