"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer } from "@/api/client";
import { isProblem } from "@/api/problem";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { FamilyForm, patientsKey, type Patient } from "@/components/family-form";
import { Banner } from "@/components/status";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { longDate } from "@/lib/time";

/**
 * The account's patients: each can be edited, family members can be added and removed, and the account's owner cannot
 * be removed.
 */
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
          onSaved={({ name }) => {
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

function Member({ patient }: { patient: Patient }) {
  const { name, relation, birth_date } = patient;
  const t = useTranslations("account.family");
  const family = useTranslations("family.relations");
  const [locale, router, say] = [useLocale(), useRouter(), useToast()];
  const [isEditing, setEditing] = useState(false);
  if (isEditing) {
    return (
      <li className="border-t border-line py-4">
        <FamilyForm
          patient={patient}
          onSaved={(saved) => {
            setEditing(false);
            say(t("changed", { name: saved.name }));
            router.refresh();
          }}
          onCancel={() => setEditing(false)}
        />
      </li>
    );
  }
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 border-t border-line py-2">
      <div className="min-w-0">
        <p className="font-semibold">{name || t("nameless")}</p>
        <p className="text-sm text-soft">
          {family(relation)}
          {birth_date ? ` · ${t("born", { day: longDate(birth_date, locale) })}` : null}
        </p>
      </div>
      <div className="flex flex-wrap gap-x-6">
        <Button kind="quiet" aria-label={t("editOf", { name: name || family(relation) })} onPress={() => setEditing(true)}>
          {t("edit")}
        </Button>
        {relation === "self" ? null : <Removing patient={patient} />}
      </div>
    </li>
  );
}

function Removing({ patient: { id, name } }: { patient: Patient }) {
  const [t, common] = [useTranslations("account.family"), useTranslations("common")];
  const [router, say] = [useRouter(), useToast()];
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const removing = useMutation({
    mutationFn: () => answer(api.DELETE("/v1/me/patients/{patient_id}", { params: { path: { patient_id: id } } })),
    onSuccess: () => {
      queries.removeQueries({ queryKey: patientsKey });
      setOpen(false);
      say(t("removed", { name }));
      router.refresh();
    },
  });
  const hasVisits = isProblem(removing.error, "patient-has-visits");
  return (
    <>
      <Button kind="quiet" aria-label={t("removeOf", { name })} onPress={() => setOpen(true)}>
        {t("remove")}
      </Button>
      <ConfirmDialog
        title={t("removing.title", { name })}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        closeLabel={common("close")}
        confirmLabel={t("removing.confirm")}
        backLabel={t("removing.back")}
        onConfirm={() => removing.mutate()}
        isPending={removing.isPending}
        error={hasVisits ? null : removing.error}
        kind="danger"
      >
        {hasVisits ? <Banner tone="bad" isLive title={t("hasVisits", { name })} /> : <p>{t("removing.text")}</p>}
      </ConfirmDialog>
    </>
  );
}
