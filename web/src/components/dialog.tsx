"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

interface DialogProps {
  title: string;
  /** The label of the button that closes the dialog. */
  closeLabel: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** For confirmations of irreversible actions: a press outside does not close the dialog. */
  isAlert?: boolean;
}

/** A dialog, on a phone a bottom sheet. The focus moves into the dialog, stays there, and returns to its earlier place. */
export function Dialog({ title, closeLabel, isOpen, onClose, children, isAlert = false }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={!isAlert}
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
              className="-me-2 -mt-1 grid size-tap cursor-pointer place-items-center rounded-full text-soft hover:bg-sunk hover:text-ink"
            >
              <X aria-hidden size={20} />
            </Button>
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
