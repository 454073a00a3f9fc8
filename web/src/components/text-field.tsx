"use client";

import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as AriaField, type TextFieldProps as AriaProps } from "react-aria-components/TextField";

import { classes } from "@/lib/classes";

import { fieldStyle, labelStyle } from "./styles";

export interface TextFieldProps extends Omit<AriaProps, "className" | "children" | "style"> {
  label: string;
  /** A hint below the field. */
  hint?: string | undefined;
  /** The error, which is announced and linked to the field. */
  error?: string | undefined;
  /** The height of a field for several lines, in lines; absent for a field of one line. */
  rows?: number;
  className?: string;
  placeholder?: string;
}

/** A text field with its label, hint and error. */
export function TextField({ label, hint, error, rows, className, placeholder = "", ...props }: TextFieldProps) {
  return (
    <AriaField {...props} isInvalid={error !== undefined || props.isInvalid === true} className={className ?? ""}>
      <Label className={labelStyle}>{label}</Label>
      {rows === undefined ? (
        <Input placeholder={placeholder} className={fieldStyle} />
      ) : (
        <TextArea rows={rows} placeholder={placeholder} className={classes(fieldStyle, "resize-y")} />
      )}
      {hint ? (
        <Text slot="description" className="mt-1 block text-sm text-soft">
          {hint}
        </Text>
      ) : null}
      <FieldError className="mt-1 block text-sm font-semibold text-clay">{error}</FieldError>
    </AriaField>
  );
}
