"use client";

import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "@/components/button";

export function PrintButton() {
  const t = useTranslations("desk.receipt");
  return (
    <Button onPress={() => print()}>
      <Printer aria-hidden size={18} />
      {t("print")}
    </Button>
  );
}
