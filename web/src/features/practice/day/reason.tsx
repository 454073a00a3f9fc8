import { useTranslations } from "next-intl";

const SHORT = 90;

/** The reason for a visit: the whole text if it is short, otherwise its beginning, which can be opened. */
export function Reason({ reason }: { reason: string }) {
  const t = useTranslations("practice");
  const text = t("reason", { reason });
  if (reason.length <= SHORT) return <p className="max-w-prose whitespace-pre-line">{text}</p>;
  return (
    <details className="group max-w-prose">
      <summary className="min-h-tap cursor-pointer py-2 whitespace-pre-line">
        <span className="group-open:hidden">{text.slice(0, text.length - reason.length + SHORT)}…</span>
        <span className="hidden group-open:inline">{text}</span>
      </summary>
    </details>
  );
}
