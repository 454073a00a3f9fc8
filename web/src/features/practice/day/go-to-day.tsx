import { useLocale } from "next-intl";

import { InputField } from "@/components/input-field";
import { buttonStyle } from "@/components/styles";
import { getPathname } from "@/i18n/navigation";

/** A plain form to open another day, which works before any script is loaded. */
export function GoToDay({ day, label, go }: { day: string; label: string; go: string }) {
  const action = getPathname({ href: "/practice", locale: useLocale() });
  return (
    <form action={action} className="flex items-end gap-2">
      <InputField label={label} isLabelHidden type="date" name="date" defaultValue={day} min="2020-01-01" max="2099-12-31" required />
      <button type="submit" className={buttonStyle("secondary")}>
        {go}
      </button>
    </form>
  );
}
