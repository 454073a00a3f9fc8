import { useLocale } from "next-intl";

import { Calendar } from "@/components/calendar";
import { Checkbox } from "@/components/checkbox";
import { CodeField } from "@/components/code-field";
import { FamilyForm } from "@/components/family-form";
import { FateChoice } from "@/components/fate-choice";
import { FieldFault } from "@/components/field-fault";
import { InputField } from "@/components/input-field";
import { NumberField } from "@/components/number-field";
import { PhotoField } from "@/components/photo-field";
import { SegmentedControl } from "@/components/segmented-control";
import { Select } from "@/components/select";
import { TextField } from "@/components/text-field";
import { ZoneField } from "@/components/zone-field";

import { familyMember, TODAY, words, ZONE } from "./data";
import { Group, State } from "./frame";

const nothing = () => undefined;

/** Components for input. */
export function Fields() {
  const locale = useLocale();
  const { doctor, patient, clinic, city, long } = words[locale];
  return (
    <>
      <Group id="fields" title="Fields">
        <State name="Text: empty, filled, with a hint, wrong, disabled, several lines">
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField label={long} placeholder={patient} />
            <TextField label={patient} defaultValue={patient} hint={long} />
            <TextField label={clinic} defaultValue={city} error={long} />
            <TextField label={city} defaultValue={city} isDisabled />
            <TextField label={doctor} defaultValue={long} rows={3} />
          </div>
        </State>
        <State name="Code: empty, filled, wrong">
          <div className="grid gap-4 sm:grid-cols-3">
            <CodeField label="Code 1" value="" onChange={nothing} />
            <CodeField label="Code 2" value="123456" onChange={nothing} />
            <CodeField label="Code 3" value="123456" onChange={nothing} error={long} />
          </div>
        </State>
        <State name="Date, time, number">
          <div className="grid gap-4 sm:grid-cols-3">
            <InputField label="Date" type="date" defaultValue={TODAY} hint={long} />
            <InputField label="Time" type="time" defaultValue="17:30" error={long} />
            <NumberField label="Number" value={30} onChange={nothing} />
          </div>
        </State>
        <State name="Choices">
          <div className="grid gap-4 sm:grid-cols-2">
            <Select label={clinic} choices={[{ value: "", label: clinic }]} />
            <Select label={city} choices={[{ value: "", label: long }]} error={long} />
            <SegmentedControl
              legend={doctor}
              name="segments"
              value="one"
              onChange={nothing}
              segments={[{ value: "one", label: doctor }, { value: "two", label: clinic }, { value: "three", label: city, isDisabled: true }]}
            />
            <div className="grid">
              <Checkbox label={long} defaultChecked />
              <Checkbox label={clinic} aria-describedby="checkbox-fault" />
              <FieldFault id="checkbox-fault">{long}</FieldFault>
            </div>
          </div>
        </State>
        <State name="What happens to booked visits"><FateChoice messages="practice.leave" fate="keep" onChange={nothing} /></State>
        <State name="Time zone"><ZoneField label={city} value={ZONE} onChange={nothing} hint={long} /></State>
        <State name="Photo"><PhotoField doctorId="doctor" name={doctor} url="/icon-192.png" /></State>
      </Group>
      <Group id="calendar" title="Calendar">
        <State name="Days before the first are disabled; days without available times are struck through">
          <Calendar
            label="Day"
            locale={locale}
            value="2027-08-11"
            min={TODAY}
            max="2027-08-28"
            onChange={nothing}
            freeOn={(day) => (day.endsWith("5") ? 0 : 3)}
            whyNotFree="no available times"
          />
        </State>
      </Group>
      <Group id="family" title="Family members">
        <State name="A new one"><FamilyForm onSaved={nothing} /></State>
        <State name="A correction"><FamilyForm patient={familyMember} onSaved={nothing} onCancel={nothing} /></State>
      </Group>
    </>
  );
}
