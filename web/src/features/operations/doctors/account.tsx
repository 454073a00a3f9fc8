"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SyntheticEvent } from "react";

import { api } from "@/api/browser";
import { answer, type Schemas } from "@/api/client";
import { isProblem } from "@/api/problem";
import { useProblemWords } from "@/api/use-problem-words";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ProblemBanner } from "@/components/problem-banner";
import { Banner } from "@/components/status";
import { TextField } from "@/components/text-field";
import { useToast } from "@/components/toast";
import { useRouter } from "@/i18n/navigation";
import { isAbout, useFaults } from "@/lib/use-faults";

interface DoctorAccountProps {
  doctorId: string;
  name: string;
  account: Schemas["DoctorOfStaff"]["account"];
}

/** The doctor's sign-in: an invitation by mail, which can be repeated or sent to another address. */
export function DoctorAccount({ doctorId, name, account }: DoctorAccountProps) {
  const t = useTranslations("operations.doctorAccount");
  const [router, say] = [useRouter(), useToast()];
  const [isOther, setOther] = useState(false);
  const again = useMutation({
    mutationFn: (id: string) => answer(api.POST("/v1/staff/{account_id}/reset", { params: { path: { account_id: id } } })),
    onSuccess: () => {
      say(t("sent", { email: account?.email ?? "" }));
      router.refresh();
    },
  });
  const status = account === null ? "none" : account.disabled ? "disabled" : account.has_password ? "active" : "invited";
  return (
    <Card id="account" aria-labelledby="account-title" className="grid scroll-mt-24 gap-3">
      <h2 id="account-title" className="text-lg">
        {t("title")}
      </h2>
      {account?.email ? <p className="font-semibold break-all">{account.email}</p> : null}
      <p className="text-soft">{t(status)}</p>
      <ProblemBanner error={again.error} />
      {account && !isOther ? (
        <div className="flex flex-wrap gap-3">
          {status === "invited" ? (
            <Button kind="secondary" isPending={again.isPending} onPress={() => again.mutate(account.id)}>
              {t("again")}
            </Button>
          ) : null}
          <Button kind="quiet" onPress={() => setOther(true)}>
            {t("other")}
          </Button>
        </div>
      ) : (
        <Invite doctorId={doctorId} name={name} isOther={isOther} onDone={() => setOther(false)} />
      )}
    </Card>
  );
}

function Invite({ doctorId, name, isOther, onDone }: { doctorId: string; name: string; isOther: boolean; onDone: () => void }) {
  const [t, words] = [useTranslations("operations.doctorAccount"), useProblemWords()];
  const [router, say] = [useRouter(), useToast()];
  const { form, faults, find } = useFaults<"email">();
  const [email, setEmail] = useState("");
  const invite = useMutation({
    mutationFn: () =>
      answer(api.POST("/v1/operations/doctors/{doctor_id}/account", { params: { path: { doctor_id: doctorId } }, body: { email: email.trim() } })),
    onError: (error) => {
      if (isProblem(error, "address-taken")) find({ email: t("taken") });
      else if (isAbout(error, "email") || isAbout(error, "address")) find({ email: t("wrong") });
      else find({ form: words(error) });
    },
    onSuccess: () => {
      say(t("sent", { email: email.trim() }));
      onDone();
      router.refresh();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!find({ email: email.trim() ? undefined : t("wrong") })) invite.mutate();
  };
  return (
    <form method="post" ref={form} noValidate onSubmit={submit} className="grid gap-3">
      {faults.form ? <Banner tone="bad" isLive title={faults.form} /> : null}
      {isOther ? <p>{t("otherText", { name })}</p> : null}
      <TextField label={t("email")} type="email" isRequired value={email} onChange={setEmail} error={faults.email} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" kind="secondary" isPending={invite.isPending}>
          {t("invite")}
        </Button>
        {isOther ? (
          <Button kind="quiet" onPress={onDone}>
            {t("back")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}
