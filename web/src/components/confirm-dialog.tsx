"use client";

import type { ReactNode } from "react";

import { Button } from "./button";
import { Dialog } from "./dialog";
import { ProblemBanner } from "./problem-banner";
import type { ButtonKind } from "./styles";

interface ConfirmDialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  closeLabel: string;
  confirmLabel: string;
  backLabel: string;
  onConfirm: () => void;
  isPending: boolean;
  error: unknown;
  /** See `ProblemBanner`. */
  isUnsure?: boolean;
  kind?: ButtonKind;
  children: ReactNode;
}

/** Asks for confirmation of an action; if the action fails, says why. */
export function ConfirmDialog({ title, isOpen, onClose, closeLabel, kind = "primary", ...props }: ConfirmDialogProps) {
  return (
    <Dialog isAlert title={title} isOpen={isOpen} onClose={onClose} closeLabel={closeLabel}>
      <ProblemBanner error={props.error} isUnsure={props.isUnsure ?? false} className="mb-4" />
      {props.children}
      <div className="mt-6 flex flex-wrap gap-3">
        <Button kind={kind} isPending={props.isPending} onPress={props.onConfirm}>
          {props.confirmLabel}
        </Button>
        <Button kind="secondary" isDisabled={props.isPending} onPress={onClose}>
          {props.backLabel}
        </Button>
      </div>
    </Dialog>
  );
}
