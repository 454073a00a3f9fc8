import { useLocale } from "next-intl";

import { Anchor } from "@/components/anchor";
import { Arrival } from "@/components/arrival";
import { AuthenticatorKey } from "@/components/authenticator-key";
import { Avatar } from "@/components/avatar";
import { Button } from "@/components/button";
import { Card } from "@/components/card";
import { ChangesUntil } from "@/components/changes-until";
import { DoctorPhoto } from "@/components/doctor-photo";
import { Facts } from "@/components/facts";
import { Icon } from "@/components/icon";
import { ButtonLink, Link } from "@/components/link";
import { OpenMark } from "@/components/open-mark";
import { OwnTime } from "@/components/own-time";
import { going } from "@/components/progress";
import { QrCode } from "@/components/qr-code";
import { RecoveryCodes } from "@/components/recovery-codes";
import { SectionNav } from "@/components/section-nav";
import { Skeleton } from "@/components/skeleton";
import { SoftNavigation } from "@/components/soft-navigation";
import { Sprig } from "@/components/sprig";
import { StatusMark } from "@/components/status-mark";
import { StepHeading } from "@/components/step-heading";
import { Stepper } from "@/components/stepper";
import { linkStyle, type ButtonKind } from "@/components/styles";

import { appointment, askedTime, authenticatorUri, NOW, recoveryCodes, sections, words, ZONE } from "./data";
import { Group, State } from "./frame";

const KINDS: readonly ButtonKind[] = ["primary", "secondary", "quiet", "danger"];
const STATUSES = ["booked", "arrived", "in_room", "completed", "cancelled", "no_show"] as const;
const ICONS = ["arrow-left", "arrow-right", "badge-check", "calendar-days", "chevron-down", "languages", "map-pin", "search", "sliders", "star", "video", "x"] as const;
const aMoment = () => new Promise<void>((done) => setTimeout(done, 2000));

/** Components without input: buttons, links, marks, lists. */
export function Pieces() {
  const locale = useLocale();
  const { doctor, patient, clinic } = words[locale];
  const { starts_at, changes_until } = appointment(locale);
  return (
    <>
      <Group id="buttons" title="Buttons and links">
        {KINDS.map((kind) => (
          <State key={kind} name={kind}>
            <div className="flex flex-wrap gap-3">
              <Button kind={kind}>{clinic}</Button>
              <Button kind={kind} isPending>{clinic}</Button>
              <Button kind={kind} isDisabled>{clinic}</Button>
              <ButtonLink kind={kind} href="/gallery">{clinic}</ButtonLink>
            </div>
          </State>
        ))}
        <State name="Links in text; Progress while the button is pending">
          <SoftNavigation />
          <div className="flex flex-wrap items-center gap-4">
            <Link href="/gallery">{clinic}</Link>
            <Anchor href="/gallery" className={linkStyle}>{doctor}</Anchor>
            <Button kind="secondary" onPress={() => going(aMoment)}>Progress</Button>
          </div>
        </State>
      </Group>
      <Group id="marks" title="Marks and pictures">
        <State name="Status marks">
          <div className="flex flex-wrap gap-2">
            {STATUSES.map((status) => <StatusMark key={status} status={status} label={status} />)}
          </div>
        </State>
        <State name="Icons">
          <div className="flex flex-wrap gap-3">
            {ICONS.map((name) => <Icon key={name} name={name} size={24} />)}
            <Sprig className="h-12 text-turmeric" />
          </div>
        </State>
        <State name="Avatar, photo">
          <div className="flex flex-wrap items-center gap-3">
            <Avatar name={doctor} />
            <Avatar name={patient} isLarge />
            <DoctorPhoto name={doctor} url={null} />
            <DoctorPhoto name={doctor} url="/icon-192.png" isLarge />
          </div>
        </State>
        <State name="Details, closed and open">
          {[false, true].map((isOpen) => (
            <details key={String(isOpen)} open={isOpen}>
              <summary className="flex min-h-tap cursor-pointer items-center gap-2"><OpenMark />{clinic}</summary>
              {doctor}
            </details>
          ))}
        </State>
        <State name="Skeleton"><Skeleton className="h-12" /></State>
      </Group>
      <Group id="texts" title="Headings, facts and times">
        <State name="Sections"><SectionNav label="Sections" sections={sections} /></State>
        <State name="Stepper"><Stepper label="Steps" steps={[doctor, patient, clinic]} current={1} /></State>
        <State name="Heading of a step"><StepHeading takesFocus={false}>{clinic}</StepHeading></State>
        <State name="Arrival, which has the focus"><Arrival className="w-fit">{clinic}</Arrival></State>
        <State name="Facts in a card">
          <Card>
            <Facts
              facts={[
                { name: "Patient", value: patient },
                null,
                { name: "Clinic", value: clinic, action: <Link href="/gallery">Change</Link> },
              ]}
            />
          </Card>
        </State>
        <State name="Changes: possible, over, until the start; over, online">
          {[changes_until, "2027-08-04T04:00:00Z", starts_at].map((until) => (
            <p key={until}><ChangesUntil startsAt={starts_at} mode="in_person" until={until} timeZone={ZONE} now={NOW} /></p>
          ))}
          <p><ChangesUntil startsAt={starts_at} mode="online" until="2027-08-04T04:00:00Z" timeZone={ZONE} now={NOW} /></p>
        </State>
        <State name="The visitor's own time, for a doctor in another zone"><OwnTime instant={askedTime} timeZone="America/New_York" /></State>
      </Group>
      <Group id="codes" title="Keys and codes">
        <State name="QR code"><QrCode text="https://example.org" label="QR" /></State>
        <State name="Authenticator key"><AuthenticatorKey uri={authenticatorUri} /></State>
        <State name="Recovery codes"><RecoveryCodes codes={recoveryCodes} /></State>
      </Group>
    </>
  );
}
