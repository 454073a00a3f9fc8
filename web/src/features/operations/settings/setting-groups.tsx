import { useTranslations } from "next-intl";

import type { Schemas } from "@/api/client";
import { Card } from "@/components/card";

import { SettingForm } from "./setting-form";

const GROUPS = ["person", "hold", "visit", "clinic"] as const;

/** The settings that administrators can change, under the heading of each group. */
export function SettingGroups({ settings }: { settings: readonly Schemas["SettingView"][] }) {
  const t = useTranslations("settings.groups");
  return GROUPS.map((group) => (
    <Card key={group} aria-labelledby={`settings-${group}`}>
      <h2 id={`settings-${group}`} className="text-lg">
        {t(`${group}.title`)}
      </h2>
      <p className="mt-1 text-soft">{t(`${group}.text`)}</p>
      <ul>
        {settings
          .filter((each) => each.group === group)
          .map((each) => (
            <li key={each.name} className="mt-4 border-t border-line pt-4">
              <SettingForm setting={each} />
            </li>
          ))}
      </ul>
    </Card>
  ));
}
