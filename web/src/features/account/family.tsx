"use client";

import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "@/components/button";
import { FamilyForm, type Patient } from "@/components/family-form";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { longDate } from "@/lib/time";

/** Who one books for. */
export function Family({ patients }: { patients: readonly Patient[] }) {
  const t = useTranslations("account.family");
  const [isAdding, setAdding] = useState(false);
  const router = useRouter();
  const say = useToast();
  return (
    <>
      <ul className="mb-4 border-b border-line">
        {patients.map((patient) => (
          <Member key={patient.id} patient={patient} />
        ))}
      </ul>
      {isAdding ? (
        <FamilyForm
          onAdded={({ name }) => {
            setAdding(false);
            say(t("added", { name }));
            router.refresh();
          }}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <Button kind="secondary" onPress={() => setAdding(true)}>
          <Plus aria-hidden size={18} />
          {t("add")}
        </Button>
      )}
    </>
  );
}

function Member({ patient: { name, relation, birth_date } }: { patient: Patient }) {
  const t = useTranslations("account.family");
  const family = useTranslations("family.relations");
  const locale = useLocale();
  return (
    <li className="flex flex-wrap justify-between gap-x-6 border-t border-line py-3">
      <span className="font-semibold">{name || t("nameless")}</span>
      <span className="text-soft">
        {family(relation)}
        {birth_date ? ` · ${t("born", { day: longDate(birth_date, locale) })}` : null}
      </span>
    </li>
  );
}
