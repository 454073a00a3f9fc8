// Subscribes to a doctor's day with graphql-ws, and holds and books its first open slot with graphql-request.
// Reads {url, live, authorization, doctorId, day} from stdin as JSON.
// Writes {startsAt, changed, bookAppointment} to stdout as JSON.
import { GraphQLClient, gql } from "graphql-request";
import { createClient } from "graphql-ws";

const { url, live, authorization, doctorId, day } = JSON.parse(
  await new Response(process.stdin).text(),
);
const client = new GraphQLClient(url, { headers: { authorization } });
const socket = createClient({ url: live, connectionParams: { authorization } });
const events = socket.iterate({
  query: `subscription ($id: ID!, $day: Date!) {
    slots(doctorId: $id, from: $day, to: $day) { __typename
      ... on DoctorSlots { days { slots { startsAt state } } }
      ... on SlotChanged { startsAt state } } }`,
  variables: { id: doctorId, day },
});
const first = (await events.next()).value.data.slots;
const startsAt = first.days[0].slots.find(({ state }) => state === "open").startsAt;

const { holdTime } = await client.request(
  gql`
    mutation ($input: HoldInput!) {
      holdTime(input: $input) {
        ... on Hold { id }
        ... on Problem { type }
      }
    }
  `,
  { input: { doctorId, startsAt } },
);
const changed = (await events.next()).value.data.slots;
const { bookAppointment } = await client.request(
  gql`
    mutation ($key: String!, $input: BookInput!) {
      bookAppointment(idempotencyKey: $key, input: $input) {
        __typename
        ... on Appointment { status startsAt }
        ... on Problem { type }
      }
    }
  `,
  { key: crypto.randomUUID(), input: { holdId: holdTime.id } },
);
await events.return();
await socket.dispose();
process.stdout.write(JSON.stringify({ startsAt, changed, bookAppointment }));
