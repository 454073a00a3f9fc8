"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Dialog } from "@/components/dialog";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";

import { StaffSessions } from "./staff-sessions";

type Person = Schemas["StaffView"];
type Change = "toAdmin" | "toDoctor" | "toDesk" | "signOut" | "disable" | "enable" | "reset";

interface StaffDialogProps {
  person: Person | null;
  onClose: () => void;
}

/** Changes of an account by an administrator; each needs a confirmation and ends the account's sessions. */
export function StaffDialog({ person, onClose }: StaffDialogProps) {
  const [t, common] = [useTranslations("operations.staff"), useTranslations("common")];
  const [asked, setAsked] = useState<Change | null>(null);
  const [router, say] = [useRouter(), useToast()];
  const changing = useMutation({
    mutationFn: ({ id, change }: { id: string; change: Change }) => changed(id, change),
    onSuccess: (_, { change }) => {
      say(t(`changes.${change}.done`));
      close();
      router.refresh();
    },
  });
  function close() {
    changing.reset();
    setAsked(null);
    onClose();
  }
  if (!person) return null;
  const name = person.email ?? "";
  if (asked) {
    return (
      <ConfirmDialog
        isOpen
        title={t(`changes.${asked}.ask`, { name })}
        onClose={close}
        closeLabel={common("close")}
        kind={asked === "disable" || asked === "reset" ? "danger" : "primary"}
        confirmLabel={t(`changes.${asked}.do`)}
        backLabel={t("back")}
        onConfirm={() => changing.mutate({ id: person.id, change: asked })}
        isPending={changing.isPending}
        error={changing.error}
      >
        <p>{t(`changes.${asked}.text`)}</p>
      </ConfirmDialog>
    );
  }
  return (
    <Dialog isOpen title={name} onClose={close} closeLabel={common("close")}>
      <StaffSessions id={person.id} />
      <ul className="grid gap-3">
        {changesOf(person).map((change) => (
          <li key={change}>
            <Button kind="secondary" className="w-full" onPress={() => setAsked(change)}>
              {t(`changes.${change}.do`)}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

const TO_ROLE = { doctor: "toDoctor", admin: "toAdmin", desk: "toDesk" } as const;

function changesOf({ role, disabled }: Person): Change[] {
  const others = (["doctor", "admin", "desk"] as const).filter((other) => other !== role);
  const roles = others.map((other) => TO_ROLE[other]);
  // A disabled account has no sessions, and a link to set a new password would not work.
  return disabled ? [...roles, "enable"] : [...roles, "signOut", "reset", "disable"];
}

function changed(account_id: string, change: Change): Promise<unknown> {
  const params = { path: { account_id } };
  if (change === "reset") return answer(api.POST("/v1/staff/{account_id}/reset", { params }));
  if (change === "signOut") return answer(api.DELETE("/v1/staff/{account_id}/sessions", { params }));
  const bodies = {
    toAdmin: { role: "admin" },
    toDoctor: { role: "doctor" },
    toDesk: { role: "desk" },
    disable: { disabled: true },
    enable: { disabled: false },
  } as const;
  return answer(api.PATCH("/v1/staff/{account_id}", { params, body: bodies[change] }));
}
