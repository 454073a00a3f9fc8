"use client";

import { useTranslations } from "next-intl";
import { useState, useSyncExternalStore } from "react";

import type { Schemas } from "@/api/client";
import { Button } from "@/components/button";
import { hasPasskeys } from "@/session/passkeys";

import { PasskeyDialog } from "./passkey-dialog";
import { PasskeyRow } from "./passkey-row";

interface PasskeysProps {
  passkeys: readonly Schemas["PasskeyView"][];
  zone: string;
}

/** Passkeys, which replace the password at sign-in; each can be renamed and removed. */
export function Passkeys({ passkeys, zone }: PasskeysProps) {
  const t = useTranslations("passkey.keys");
  const isSupported = useSyncExternalStore(never, hasPasskeys, () => true);
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      {passkeys.length === 0 ? <p className="mb-4">{t("none")}</p> : null}
      <ul className="mb-4 grid gap-3">
        {passkeys.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} zone={zone} />
        ))}
      </ul>
      {isSupported ? (
        <Button kind="secondary" onPress={() => setAdding(true)}>
          {t("add")}
        </Button>
      ) : (
        <p className="text-soft">{t("unsupported")}</p>
      )}
      <PasskeyDialog isOpen={isAdding} onClose={() => setAdding(false)} />
    </>
  );
}

const never = () => () => undefined;
