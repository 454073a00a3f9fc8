// Reads {name: iCalendar file} from stdin with ical.js, and writes {name: [start of each event in Unix seconds]}.
import ICAL from "ical.js";

const files = JSON.parse(await new Response(process.stdin).text());
const starts = {};
for (const [name, file] of Object.entries(files)) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  starts[name] = calendar
    .getAllSubcomponents("vevent")
    .map((event) => new ICAL.Event(event).startDate.toUnixTime());
}
process.stdout.write(JSON.stringify(starts));
