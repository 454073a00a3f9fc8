import { useMemo } from "react";

import { Select } from "@/components/select";

interface ZoneSelectProps {
  label: string;
  value: string;
  onChange: (zone: string) => void;
  /** Shown first, with an empty value. */
  without?: string;
}

/** All time zones that the browser knows, under their present names. */
export function ZoneSelect({ label, value, onChange, without }: ZoneSelectProps) {
  const choices = useMemo(() => {
    const known = Intl.supportedValuesOf("timeZone").map((zone) => (zone === "Asia/Calcutta" ? "Asia/Kolkata" : zone));
    const zones = [...new Set([...known, ...(value ? [value] : [])])].sort();
    const all = zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
    return without === undefined ? all : [{ value: "", label: without }, ...all];
  }, [value, without]);
  return <Select label={label} value={value} choices={choices} onChange={(event) => onChange(event.target.value)} />;
}
