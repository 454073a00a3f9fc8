"""Checks that a mutation has the effect of the REST call, and returns the problem that REST would answer."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from httpx import AsyncClient

from amrutam.core.resources import Resources
from tests.cast.booking import begin, booked
from tests.cast.calendars import week
from tests.cast.doctors import make_doctor
from tests.cast.graphql import data, fault
from tests.cast.mailbox import code_sent_to
from tests.cast.people import Person, make_staff, sign_in_patient
from tests.cast.times import local

HOLD = """mutation ($input: HoldInput!) { holdTime(input: $input) {
    __typename ... on Hold { id startsAt requiresCode } ... on Problem { type status detail }
    ... on InvalidRequest { errors { pointer } } } }"""
BOOK = """mutation ($key: String!, $input: BookInput!) { bookAppointment(idempotencyKey: $key, input: $input) {
    __typename ... on Appointment { id status version } ... on Problem { type } } }"""
MOVE = """mutation ($id: ID!, $hold: String!) {
    moveAppointment(idempotencyKey: "moving", id: $id, input: {holdId: $hold}) {
    __typename ... on Appointment { startsAt version } ... on Problem { type } } }"""
CANCEL = """mutation ($id: ID!, $version: Int) {
    cancelAppointment(idempotencyKey: "cancelling", id: $id, expectedVersion: $version) {
    __typename ... on Appointment { status } ... on Problem { type } } }"""


async def held(client: AsyncClient, person: Person, doctor_id: object, at: str, **more: Any) -> Any:
    wanted = {"doctorId": str(doctor_id), "startsAt": at, **more}
    return (await data(client, HOLD, person, input=wanted))["holdTime"]


async def test_a_booking_from_hold_to_cancellation(
    client: AsyncClient, resources: Resources
) -> None:
    asha, doctor = await sign_in_patient(resources), await make_doctor(resources)
    hold = await held(client, asha, doctor.id, local(2, "10:00"))
    key = uuid4().hex
    made = (await data(client, BOOK, asha, key=key, input={"holdId": hold["id"]}))[
        "bookAppointment"
    ]
    assert (made["__typename"], made["status"]) == ("Appointment", "booked")

    again = (await data(client, BOOK, asha, key=key, input={"holdId": hold["id"]}))[
        "bookAppointment"
    ]
    assert again == made
    by_rest = await client.post("/v1/appointments", json={"hold_id": hold["id"]},
                                headers={**asha.headers, "idempotency-key": key})  # fmt: skip
    # An idempotency key also applies to a repetition by the other protocol.
    assert by_rest.json()["id"] == made["id"]

    later = await held(client, asha, doctor.id, local(3, "10:00"), reschedules=made["id"])
    moved = (await data(client, MOVE, asha, id=made["id"], hold=later["id"]))["moveAppointment"]
    assert moved["version"] == 2
    stale = (await data(client, CANCEL, asha, id=made["id"], version=1))["cancelAppointment"]
    assert stale["__typename"] == "VersionMismatch"
    ended = (await data(client, CANCEL, asha, id=made["id"], version=2))["cancelAppointment"]
    assert ended == {"__typename": "Appointment", "status": "cancelled"}


async def test_each_mutation_reads_what_the_earlier_ones_changed(
    client: AsyncClient, resources: Resources
) -> None:
    asha, doctor = await sign_in_patient(resources), await make_doctor(resources)
    visit = await booked(client, asha, doctor, local(2, "10:00"))
    events = "{ ... on Appointment { events { kind } } }"
    both = f"""mutation ($id: ID!) {{ changed: changeReason(id: $id, reason: "Sleep") {events}
        ended: cancelAppointment(idempotencyKey: "ending", id: $id) {events} }}"""
    found = await data(client, both, asha, id=visit["id"])
    assert len(found["ended"]["events"]) == len(found["changed"]["events"]) + 1


async def test_a_refusal_is_a_member_of_the_result(
    client: AsyncClient, resources: Resources
) -> None:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    doctor = await make_doctor(resources)
    await held(client, asha, doctor.id, local(2, "10:00"))
    taken = await held(client, ravi, doctor.id, local(2, "10:00"))
    assert taken["__typename"] == "SlotTaken"
    assert taken["type"] == "http://testserver/problems/slot-taken"
    assert taken["status"] == 409
    assert (await held(client, ravi, uuid4(), local(2, "10:00")))["__typename"] == "NotFound"
    wrong = await held(client, ravi, doctor.id, "tomorrow", patientId="x")
    assert wrong["__typename"] == "InvalidRequest"
    assert {each["pointer"] for each in wrong["errors"]} == {"/startsAt", "/patientId"}


async def test_a_time_is_refused_before_ones_turn(
    client: AsyncClient, resources: Resources
) -> None:
    meera, asha = await make_staff(resources, "doctor"), await sign_in_patient(resources)
    doctor = await make_doctor(resources, account_id=meera.account_id)
    begin_rush = "mutation ($id: ID!) { setRush(doctorId: $id, on: true) { ... on Rush { on } } }"
    assert (await data(client, begin_rush, meera, id=str(doctor.id)))["setRush"]["on"]
    query = HOLD.replace(
        "... on Hold", "... on AdmissionRequired { placeUrl retryAfter } ... on Hold"
    )
    wanted = {"doctorId": str(doctor.id), "startsAt": local(2, "10:00")}
    refused = (await data(client, query, asha, input=wanted))["holdTime"]
    assert (refused["__typename"], refused["status"]) == ("AdmissionRequired", 409)
    assert refused["placeUrl"] == f"http://testserver/v1/doctors/{doctor.id}/admission"
    assert refused["retryAfter"] > 0


async def test_signing_in_with_a_code(client: AsyncClient, resources: Resources) -> None:
    address = f"{uuid4().hex}@people.example"
    ask = """mutation ($address: String!) { requestCode(input: {channel: email, address: $address}) {
        ... on Challenge { challengeId } } }"""
    challenge = (await data(client, ask, address=address))["requestCode"]["challengeId"]
    sign_in = """mutation ($challenge: ID!, $code: String!) {
        signInWithCode(input: {challengeId: $challenge, code: $code}) {
        __typename ... on TokenPair { accessToken account { email role } } ... on WrongCode { type } } }"""
    code = await code_sent_to(resources, address)
    wrong = "000000" if code != "000000" else "000001"
    refused = await data(client, sign_in, challenge=challenge, code=wrong)
    assert refused["signInWithCode"]["type"] == "http://testserver/problems/wrong-code"
    pair = (await data(client, sign_in, challenge=challenge, code=code))["signInWithCode"]
    assert pair["account"] == {"email": address, "role": "patient"}
    headers = {"authorization": f"Bearer {pair['accessToken']}"}
    me = await client.post("/graphql", json={"query": "{ me { email } }"}, headers=headers)
    assert me.json()["data"]["me"]["email"] == address
    await client.post(
        "/graphql", json={"query": "mutation { signOut { everywhere } }"}, headers=headers
    )
    assert (await client.get("/v1/me", headers=headers)).status_code == 401


async def test_ones_account_and_family(client: AsyncClient, resources: Resources) -> None:
    asha = await sign_in_patient(resources)
    change = """mutation { changeAccount(input: {name: "Asha", locale: hi}) { ... on Account { name locale timeZone } } }"""
    changed = (await data(client, change, asha))["changeAccount"]
    assert (changed["name"], changed["locale"]) == ("Asha", "hi")
    add = """mutation ($born: Date) { addPatient(input: {name: "Tara", relation: child, birthDate: $born}) {
        __typename ... on Patient { name relation birthDate } ... on InvalidRequest { errors { pointer } } } }"""
    assert (await data(client, add, asha, born="2020-02-29"))["addPatient"][
        "birthDate"
    ] == "2020-02-29"
    refused = (await data(client, add, asha, born="2999-01-01"))["addPatient"]
    assert refused["__typename"] == "InvalidRequest"
    assert await fault(client, change) == "sign-in-required"


async def test_a_doctor_keeps_the_calendar(client: AsyncClient, resources: Resources) -> None:
    meera = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id)
    replace = """mutation ($id: ID!, $version: Int!, $rules: [ScheduleRuleInput!]!) {
        replaceSchedule(doctorId: $id, version: $version, input: {rules: $rules}) {
        __typename ... on ScheduleReplaced { schedule { version rules { starts } } } ... on Problem { type } } }"""
    rules = week("10:00", "12:00")
    given = {"id": str(doctor.id), "version": 1, "rules": rules}
    changed = (await data(client, replace, meera, **given))["replaceSchedule"]
    assert changed["schedule"]["version"] == 2
    assert changed["schedule"]["rules"][0]["starts"] == "10:00"
    assert (await data(client, replace, meera, **given))["replaceSchedule"][
        "__typename"
    ] == "VersionMismatch"
    ravi = await sign_in_patient(resources)
    assert (await data(client, replace, ravi, **given))["replaceSchedule"][
        "__typename"
    ] == "NotFound"

    add = """mutation ($id: ID!, $from: DateTime!, $to: DateTime!) {
        addException(doctorId: $id, input: {kind: leave, startsAt: $from, endsAt: $to}) {
        __typename ... on ExceptionAdded { version exception { id kind } } ... on Problem { type } } }"""
    period = {"from": local(5, "09:00"), "to": local(5, "11:00")}
    added = (await data(client, add, meera, id=str(doctor.id), **period))["addException"]
    assert added["exception"]["kind"] == "leave"
    remove = """mutation ($id: ID!, $exception: ID!) { removeException(doctorId: $id, id: $exception) {
        __typename } }"""
    ids = {"id": str(doctor.id), "exception": added["exception"]["id"]}
    assert (await data(client, remove, meera, **ids))["removeException"][
        "__typename"
    ] == "CalendarChanged"


async def test_a_doctor_closes_and_reopens(client: AsyncClient, resources: Resources) -> None:
    meera, asha = await make_staff(resources, "doctor"), await sign_in_patient(resources)
    doctor = await make_doctor(resources, account_id=meera.account_id)
    visit = await booked(client, asha, doctor, local(2, "10:00"))
    complete = "mutation ($id: ID!) { completeAppointment(id: $id) { __typename ... on Appointment { status } } }"
    assert (await data(client, complete, meera, id=visit["id"]))["completeAppointment"][
        "__typename"
    ] == "NotYet"
    assert await fault(client, complete, asha, id=visit["id"]) == "not-allowed"
    await begin(resources, visit["id"])
    done = (await data(client, complete, meera, id=visit["id"]))["completeAppointment"]
    assert done["status"] == "completed"
    reopen = "mutation ($id: ID!) { reopenAppointment(id: $id) { ... on Appointment { status } } }"
    assert (await data(client, reopen, meera, id=visit["id"]))["reopenAppointment"] == {
        "status": "booked"
    }


async def test_each_mutation_is_counted_by_itself(make_client: Any, resources: Resources) -> None:
    asha = await sign_in_patient(resources)
    client = await make_client(rate_limits="on", rate_limit_account="3/60")
    many = (
        "mutation { "
        + " ".join(f'a{n}: changeAccount(input: {{name: "A"}}) {{ __typename }}' for n in range(5))
        + " }"
    )
    answer = (await client.post("/graphql", json={"query": many}, headers=asha.headers)).json()
    assert [value is not None for value in answer["data"].values()] == [True] * 3 + [False] * 2
    assert answer["errors"][0]["extensions"]["type"].endswith("/too-many-requests")
    asked = await client.post("/graphql", json={"query": "{ me { id } }"}, headers=asha.headers)
    assert asked.status_code == 429


async def test_a_doctor_changes_the_own_profile(client: AsyncClient, resources: Resources) -> None:
    meera = await make_staff(resources, "doctor")
    doctor = await make_doctor(resources, account_id=meera.account_id)
    change = """mutation ($id: ID!, $input: DoctorChangeInput!) { changeDoctor(id: $id, input: $input) {
        __typename ... on Doctor { bio slotStepMinutes meetingUrl consultationTypes { name fee { amount } isDefault } }
        ... on InvalidRequest { errors { pointer } } } }"""
    kind = {"kind": "first_visit", "name": "Talk", "minutes": 30, "fee": {"amount": 40_000},
            "modes": ["online"]}  # fmt: skip
    given = {"bio": "Knees", "slotStepMinutes": 30, "meetingUrl": "https://meet.example.org/meera",
             "consultationTypes": [kind]}  # fmt: skip
    changed = (await data(client, change, meera, id=str(doctor.id), input=given))["changeDoctor"]
    assert changed == {
        "__typename": "Doctor", "bio": "Knees", "slotStepMinutes": 30,
        "meetingUrl": "https://meet.example.org/meera",
        "consultationTypes": [{"name": "Talk", "fee": {"amount": 40_000}, "isDefault": True}],
    }  # fmt: skip
    emptied = {"slotStepMinutes": None}
    changed = (await data(client, change, meera, id=str(doctor.id), input=emptied))["changeDoctor"]
    assert (changed["bio"], changed["slotStepMinutes"]) == ("Knees", None)
    refused = {"bufferMinutes": 7}
    found = (await data(client, change, meera, id=str(doctor.id), input=refused))["changeDoctor"]
    assert found["errors"] == [{"pointer": "/bufferMinutes"}]


async def test_a_proposed_time_is_accepted(client: AsyncClient, resources: Resources) -> None:
    meera, asha = await make_staff(resources, "doctor"), await sign_in_patient(resources)
    doctor = await make_doctor(resources, account_id=meera.account_id)
    visit = await booked(client, asha, doctor, local(2, "10:00"))
    propose = """mutation ($id: ID!, $at: DateTime!) { proposeMove(id: $id, startsAt: $at) {
        __typename ... on Appointment { proposal { startsAt expiresAt } } ... on Problem { type } } }"""
    proposed = await data(client, propose, meera, id=visit["id"], at=local(3, "10:00"))
    wanted = proposed["proposeMove"]["proposal"]["startsAt"]
    accept = """mutation ($id: ID!) { acceptProposal(idempotencyKey: "yes", id: $id) {
        __typename ... on Appointment { startsAt proposal { startsAt } } ... on Problem { type } } }"""
    moved = (await data(client, accept, asha, id=visit["id"]))["acceptProposal"]
    assert moved == {"__typename": "Appointment", "startsAt": wanted, "proposal": None}
    end = "mutation ($id: ID!) { endProposal(id: $id) { __typename } }"
    ended = (await data(client, end, asha, id=visit["id"]))["endProposal"]
    assert ended == {"__typename": "NoProposal"}


async def test_a_doctors_day(client: AsyncClient, resources: Resources) -> None:
    meera, asha = await make_staff(resources, "doctor"), await sign_in_patient(resources)
    doctor = await make_doctor(resources, account_id=meera.account_id)
    visit = await booked(client, asha, doctor, local(2, "10:00"))
    reason = """mutation ($id: ID!) { changeReason(id: $id, reason: "Knees hurt") {
        ... on Appointment { reason } } }"""
    assert (await data(client, reason, asha, id=visit["id"]))["changeReason"] == {
        "reason": "Knees hurt"
    }
    await begin(resources, visit["id"])
    arrived = """mutation ($id: ID!) { setAttendance(id: $id, attendance: arrived) {
        __typename ... on AttendanceSet { attendance } } }"""
    found = (await data(client, arrived, meera, id=visit["id"]))["setAttendance"]
    assert found == {"__typename": "AttendanceSet", "attendance": "arrived"}
    late = """mutation ($id: ID!, $minutes: Int!) { setLateness(doctorId: $id, minutes: $minutes) {
        __typename ... on Lateness { minutes until } } }"""
    said = (await data(client, late, meera, id=str(doctor.id), minutes=20))["setLateness"]
    assert said["minutes"] == 20
    assert said["until"]
    read = """query ($doctor: ID!, $visit: ID!) { lateness(doctorId: $doctor) { minutes }
        visitPatient(appointmentId: $visit) { name email earlierVisits { id } } }"""
    seen = await data(client, read, meera, doctor=str(doctor.id), visit=visit["id"])
    assert seen["lateness"] == {"minutes": 20}
    assert seen["visitPatient"]["earlierVisits"] == []
    wrong = (await data(client, late, meera, id=str(doctor.id), minutes=-1))["setLateness"]
    assert wrong["__typename"] == "InvalidRequest"


async def test_ones_own_data(client: AsyncClient, resources: Resources) -> None:
    asha = await sign_in_patient(resources)
    add = 'mutation { addPatient(input: {name: "Tara", relation: child, gender: female}) { ... on Patient { id } } }'
    child = (await data(client, add, asha))["addPatient"]["id"]
    change = """mutation ($id: ID!) { changePatient(id: $id, input: {name: "Tara Rao", gender: null}) {
        ... on Patient { name relation gender } } }"""
    assert (await data(client, change, asha, id=child))["changePatient"] == {
        "name": "Tara Rao", "relation": "child", "gender": None,
    }  # fmt: skip
    remove = "mutation ($id: ID!) { removePatient(id: $id) { __typename } }"
    assert (await data(client, remove, asha, id=child))["removePatient"] == {
        "__typename": "PatientRemoved"
    }
    version = (await data(client, "{ consentNotice(locale: hi) { version items { title } } }"))[
        "consentNotice"
    ]["version"]
    give = "mutation ($version: String!) { giveConsent(version: $version) { __typename } }"
    await data(client, give, asha, version=version)
    assert (await data(client, "{ consents { version withdrawnAt } }", asha))["consents"] == [
        {"version": version, "withdrawnAt": None}
    ]
    refused = (await data(client, give, asha, version="no version"))["giveConsent"]
    assert refused == {"__typename": "InvalidRequest"}
    [session] = (await data(client, "{ sessions { id current browser } }", asha))["sessions"]
    assert session["current"]
    end = "mutation ($id: ID!) { endSession(id: $id) { __typename } }"
    await data(client, end, asha, id=session["id"])
    assert (await client.get("/v1/me", headers=asha.headers)).status_code == 401
