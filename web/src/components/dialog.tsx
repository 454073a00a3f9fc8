"use client";

import { X } from "lucide-react";
import { useCallback, useState, type ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

import { DialogLock } from "./dialog-lock";

interface DialogProps {
  title: string;
  /** The label of the button that closes the dialog. */
  closeLabel: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** For confirmations: a press outside does not close the dialog. */
  isAlert?: boolean;
}

/**
 * A dialog, on a phone a bottom sheet. The focus moves into the dialog, stays there, and returns to its earlier place.
 * While a button in the dialog is pending, the dialog cannot be closed.
 */
export function Dialog({ title, closeLabel, isOpen, onClose, children, isAlert = false }: DialogProps) {
  const [actions, setActions] = useState(0);
  const count = useCallback((change: number) => setActions((before) => before + change), []);
  const isLocked = actions > 0;
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={!isAlert && !isLocked}
      isKeyboardDismissDisabled={isLocked}
      className="fixed inset-0 z-40 flex items-end justify-center bg-[rgb(20_16_8/0.5)] sm:items-center sm:p-6"
    >
      <Modal className="max-h-[90dvh] w-full overflow-y-auto rounded-t-lg bg-surface shadow-float sm:max-w-xl sm:rounded-lg">
        <AriaDialog role={isAlert ? "alertdialog" : "dialog"} className="p-6 outline-none">
          <div className="mb-4 flex items-start justify-between gap-4">
            <Heading slot="title" className="text-xl">
              {title}
            </Heading>
            <Button
              aria-label={closeLabel}
              onPress={onClose}
              isDisabled={isLocked}
              className="-me-2 -mt-1 grid size-tap cursor-pointer place-items-center rounded-full text-soft hover:bg-sunk hover:text-ink disabled:cursor-default disabled:opacity-40"
            >
              <X aria-hidden size={20} />
            </Button>
          </div>
          <DialogLock value={count}>{children}</DialogLock>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
