"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { useProblemWords } from "@/api/use-problem-words";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { isAbout, useFaults } from "@/lib/use-faults";
import { madePasskey } from "@/session/passkeys";
import { usePasskeyWords } from "@/session/use-passkey-words";

interface PasskeyDialogProps {
  /** The passkey to rename; without one a new passkey is added. */
  passkey?: Schemas["PasskeyView"];
  isOpen: boolean;
  onClose: () => void;
}

/** The dialog that creates a passkey with a name, or renames an existing one. */
export function PasskeyDialog({ passkey, isOpen, onClose }: PasskeyDialogProps) {
  const [t, common] = [useTranslations("passkey.keys"), useTranslations("common")];
  const title = passkey ? t("renameOf", { name: passkey.name }) : t("addTitle");
  return (
    <Dialog title={title} closeLabel={common("close")} isOpen={isOpen} onClose={onClose}>
      <Naming onClose={onClose} {...(passkey ? { passkey } : {})} />
    </Dialog>
  );
}

function Naming({ passkey, onClose }: Omit<PasskeyDialogProps, "isOpen">) {
  const [t, refused] = [useTranslations("passkey.keys"), useTranslations("errors.call")];
  const [router, say] = [useRouter(), useToast()];
  const [words, passkeyWords] = [useProblemWords(), usePasskeyWords()];
  const { form, faults, find } = useFaults<"name">();
  const [name, setName] = useState(passkey?.name ?? "");
  const saving = useMutation({
    mutationFn: () => (passkey ? rename(passkey.id, name) : add(name)),
    onError: (error) => find(isAbout(error, "name") ? { name: refused("nameRefused") } : { form: passkeyWords(error) ?? words(error) }),
    onSuccess: () => {
      say(passkey ? t("renamed") : t("added", { name }));
      onClose();
      router.refresh();
    },
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (!find({ name: name.trim() ? undefined : t("nameMissing") })) saving.mutate();
  }

  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-5">
      {passkey ? null : <p>{t("addText")}</p>}
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      <TextField autoFocus isRequired maxLength={60} label={t("name")} hint={t("nameHint")} value={name} onChange={setName} error={faults.name} />
      <Button type="submit" isPending={saving.isPending} className="justify-self-start">
        {passkey ? t("save") : t("continue")}
      </Button>
    </form>
  );
}

async function add(name: string): Promise<void> {
  const { public_key } = await answer(api.POST("/v1/me/passkey/options"));
  const credential = await madePasskey(public_key);
  await answer(api.POST("/v1/me/passkeys", { body: { name, credential } }));
}

async function rename(passkey_id: string, name: string): Promise<void> {
  await answer(api.PATCH("/v1/me/passkeys/{passkey_id}", { params: { path: { passkey_id } }, body: { name } }));
}
