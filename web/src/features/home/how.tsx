import { useTranslations } from "next-intl";

const steps = ["find", "hold", "meet"] as const;

export function How() {
  const t = useTranslations("home.how");
  return (
    <section className="border-y border-line bg-surface">
      <div className="mx-auto w-full max-w-page px-4 py-12 sm:px-6">
        <h2 className="mb-6 text-xl">{t("title")}</h2>
        <ol className="grid gap-8 md:grid-cols-3">
          {steps.map((step, index) => (
            <li key={step} className="flex gap-4">
              <span
                aria-hidden
                className="grid size-11 shrink-0 place-items-center rounded-full bg-turmeric-tint font-title text-lg font-bold text-turmeric-ink"
              >
                {index + 1}
              </span>
              <div>
                <h3 className="text-lg">{t(`${step}.title`)}</h3>
                <p className="mt-1 text-soft">{t(`${step}.text`)}</p>
              </div>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
