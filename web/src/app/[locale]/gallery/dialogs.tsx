import { useLocale } from "next-intl";
import { useState } from "react";

import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Dialog } from "@/components/dialog";

import { problem, words } from "./data";
import { Group } from "./frame";

/** Dialogs, each opened by its button, because an open dialog hides the rest of the page. */
export function Dialogs() {
  const { clinic, patient, long } = words[useLocale()];
  const [open, setOpen] = useState<"plain" | "confirm" | "failed" | null>(null);
  const close = () => setOpen(null);
  return (
    <Group id="dialogs" title="Dialogs">
      <div className="flex flex-wrap gap-3">
        {(["plain", "confirm", "failed"] as const).map((kind) => (
          <Button key={kind} kind="secondary" data-dialog={kind} onPress={() => setOpen(kind)}>{kind}</Button>
        ))}
      </div>
      <Dialog title={clinic} closeLabel="Close" isOpen={open === "plain"} onClose={close}>{long}</Dialog>
      <ConfirmDialog
        title={long}
        closeLabel="Close"
        isOpen={open === "confirm" || open === "failed"}
        onClose={close}
        confirmLabel={clinic}
        backLabel={patient}
        onConfirm={close}
        isPending={false}
        error={open === "failed" ? problem.offline : null}
        kind="danger"
      >
        {long}
      </ConfirmDialog>
    </Group>
  );
}
