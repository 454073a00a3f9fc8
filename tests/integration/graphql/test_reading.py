"""Checks that GraphQL returns the values that REST returns, field by field."""

from __future__ import annotations

from uuid import uuid4

import pytest
from httpx import AsyncClient

from amrutam.core.redis import RedisAway
from amrutam.core.resources import Resources
from amrutam.doctors.search import pages
from tests.cast.booking import booked
from tests.cast.clinics import make_clinic
from tests.cast.doctors import make_doctor
from tests.cast.graphql import ask, data, fault
from tests.cast.people import Person, make_admin, make_staff, sign_in_patient
from tests.cast.times import local

CARD = """
    id name registrationNumber specialization city languages gender experienceYears
    fee { amount currency } rating photoUrl modes clinics { id name city location { latitude longitude } }
    nextAvailableAt nextOnlineAt nextInPersonAt
"""


def camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def in_camel(value: object) -> object:
    if isinstance(value, dict):
        return {camel(name): in_camel(part) for name, part in value.items()}
    return [in_camel(part) for part in value] if isinstance(value, list) else value


async def test_a_page_of_doctors_is_rests_page(client: AsyncClient, resources: Resources) -> None:
    city = "Thiruvananthapuram"
    for years in (3, 1, 2):
        await make_doctor(resources, city="thiruvananthapuram", experience_years=years)
    query = f"""query ($after: String) {{
        doctors(city: "{city}", sort: experience, first: 2, after: $after) {{
            edges {{ cursor node {{ {CARD} }} }} pageInfo {{ hasNextPage endCursor }} match
        }} }}"""
    rest = (await client.get(f"/v1/doctors?city={city}&sort=experience&limit=2")).json()
    page = (await data(client, query))["doctors"]
    assert [edge["node"] for edge in page["edges"]] == in_camel(rest["items"])
    assert page["pageInfo"]["hasNextPage"]
    assert page["match"] == rest["match"]

    cursors = rest["next_cursor"], page["pageInfo"]["endCursor"], page["edges"][1]["cursor"]
    for cursor in cursors:  # each cursor continues the list in GraphQL and in REST
        after = (await data(client, query, after=cursor))["doctors"]
        assert [edge["node"]["experienceYears"] for edge in after["edges"]] == [1]
        next_ = f"/v1/doctors?city={city}&sort=experience&limit=2&cursor={cursor}"
        assert len((await client.get(next_)).json()["items"]) == 1
    first = (await data(client, query, after=page["edges"][0]["cursor"]))["doctors"]
    assert [edge["node"]["experienceYears"] for edge in first["edges"]] == [2, 1]


async def test_appointments_are_paged_by_rests_cursors(
    client: AsyncClient, resources: Resources
) -> None:
    asha = await sign_in_patient(resources)
    for hour in (10, 11, 12):
        await booked(client, asha, await make_doctor(resources), local(2, f"{hour}:00"))
    query = """query ($after: String) { appointments(first: 2, after: $after) {
        edges { cursor node { id } } nodes { id }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
    rest = "/v1/appointments?limit=2"
    await pages_are_rests(client, query, "appointments", rest, asha)


async def test_clinics_are_paged_by_rests_cursors(
    client: AsyncClient, resources: Resources
) -> None:
    admin = await make_admin(resources)
    for _ in range(3):
        await make_clinic(client, admin, city="jamnagar")
    query = """query ($after: String) { clinics(city: "Jamnagar", first: 2, after: $after) {
        edges { cursor node { id } } nodes { id }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
    await pages_are_rests(client, query, "clinics", "/v1/clinics?city=Jamnagar&limit=2")


async def pages_are_rests(
    client: AsyncClient, query: str, field: str, rest: str, person: Person | None = None
) -> None:
    """Checks a query with two pages, of two objects and of one; each cursor must also continue the list of REST."""
    headers = person.headers if person else {}

    async def by_rest(cursor: str = "") -> list[str]:
        answer = await client.get(rest + cursor, headers=headers)
        return [each["id"] for each in answer.json()["items"]]

    first = (await data(client, query, person))[field]
    assert [each["id"] for each in first["nodes"]] == await by_rest()
    assert [edge["node"] for edge in first["edges"]] == first["nodes"]
    info = first["pageInfo"]
    assert (info["hasNextPage"], info["hasPreviousPage"]) == (True, False)
    refused = await ask(client, query, person, after="x")
    (wrong,) = refused.json()["errors"][0]["extensions"]["errors"]
    assert (wrong["pointer"], "next_cursor" in wrong["detail"]) == ("/after", False)
    for cursor in (info["endCursor"], first["edges"][1]["cursor"]):
        last = (await data(client, query, person, after=cursor))[field]
        ids = [each["id"] for each in last["nodes"]]
        assert ids == await by_rest(f"&cursor={cursor}")
        assert len(ids) == 1
        assert last["pageInfo"]["hasNextPage"] is False
        assert last["pageInfo"]["hasPreviousPage"] is True
    for cursor in (info["startCursor"], first["edges"][0]["cursor"]):
        second = (await data(client, query, person, after=cursor))[field]
        assert second["nodes"][0]["id"] == first["nodes"][1]["id"]


@pytest.mark.parametrize("field", ["doctors", "clinics", "appointments"])
async def test_a_wrong_page_is_told_by_its_arguments(
    client: AsyncClient, resources: Resources, field: str
) -> None:
    asha = await sign_in_patient(resources)
    query = f'{{ {field}(first: 101, after: "{"x" * 1025}") {{ nodes {{ id }} }} }}'
    errors = (await ask(client, query, asha)).json()["errors"][0]["extensions"]["errors"]
    assert {each["pointer"] for each in errors} == {"/first", "/after"}


async def test_variables_choose_fields_anew_in_each_request(
    client: AsyncClient, resources: Resources
) -> None:
    """The variables of each request decide which fields the answer has, also for a document that was answered before."""
    doctor = await make_doctor(resources, name=f"Dr. {uuid4().hex}")
    query = """query ($named: Boolean!, $name: String!) { doctors(q: $name) { nodes {
        id name @include(if: $named) fee { amount currency @skip(if: $named) } } } }"""
    for named in (True, False, True):
        (found,) = (await data(client, query, named=named, name=doctor.name))["doctors"]["nodes"]
        assert found["id"] == str(doctor.id)
        assert ("name" in found, "currency" in found["fee"]) == (named, not named)


async def test_a_profile_is_rests_profile(client: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources, bio="Kind", more_types=())
    rest = in_camel((await client.get(f"/v1/doctors/{doctor.id}")).json())
    assert isinstance(rest, dict)
    workplaces, rest["workplaces"] = rest.pop("clinics"), None
    names = " ".join(
        name
        for name, value in rest.items()
        if not isinstance(value, dict) and name not in ("consultationTypes", "workplaces")
    )
    query = f"""query ($id: ID!) {{ doctor(id: $id) {{ {names}
        fee {{ amount currency }}
        consultationTypes {{ id kind name minutes fee {{ amount currency }} modes isDefault }}
        workplaces {{ id name city address phone closed location {{ latitude longitude }} }} }} }}"""
    found = (await data(client, query, id=str(doctor.id)))["doctor"]
    assert found == rest | {"workplaces": workplaces}


async def test_times_are_rests_times(client: AsyncClient, resources: Resources) -> None:
    doctor = await make_doctor(resources)
    first, last = local(1, "00:00")[:10], local(2, "00:00")[:10]
    rest = (await client.get(f"/v1/doctors/{doctor.id}/slots?from={first}&to={last}")).json()
    query = """query ($id: ID!, $from: Date!, $to: Date!) { doctor(id: $id) {
        slots(from: $from, to: $to) { doctorId timeZone consultationTypeId epoch version
            clinics { id name city } days { date slots { startsAt endsAt modes clinic state } } }
        nextTimes(first: 2, from: $from, to: $to) { startsAt state } } }"""
    found = (await data(client, query, None, id=str(doctor.id), **{"from": first, "to": last}))[
        "doctor"
    ]
    assert found["slots"] == in_camel(rest)
    slots = [slot for day in rest["days"] for slot in day["slots"]]
    assert found["nextTimes"] == [
        {"startsAt": slot["starts_at"], "state": "open"} for slot in slots[:2]
    ]


async def test_what_is_nobodys_or_anothers_is_null(
    client: AsyncClient, resources: Resources
) -> None:
    asha, ravi = await sign_in_patient(resources), await sign_in_patient(resources)
    doctor = await make_doctor(resources)
    hidden = await make_doctor(resources, approved=False)
    appointment = await booked(client, asha, doctor, local(2, "10:00"))
    for id_ in (appointment["id"], str(uuid4())):
        query = "query ($id: ID!) { appointment(id: $id) { id } }"
        assert await data(client, query, ravi, id=id_) == {"appointment": None}
    query = "query ($id: ID!) { doctor(id: $id) { id } doctorsById(ids: [$id]) { id } }"
    for id_ in (str(hidden.id), str(uuid4())):
        assert await data(client, query, id=id_) == {"doctor": None, "doctorsById": []}


async def test_an_appointment_with_its_history(client: AsyncClient, resources: Resources) -> None:
    asha = await sign_in_patient(resources)
    doctor = await make_doctor(resources)
    made = await booked(client, asha, doctor, local(2, "10:00"), reason="Sleep")
    query = """{ me { role patients { relation } } appointments(first: 5) { nodes {
        id reference status reason version place { __typename ... on Workplace { id city } ... on Call { joinUrl } }
        doctor { id profile { bio } } events { kind version } } pageInfo { hasNextPage } } }"""
    found = await data(client, query, asha)
    assert found["me"] == {"role": "patient", "patients": [{"relation": "self"}]}
    (node,) = found["appointments"]["nodes"]
    assert node["id"] == made["id"]
    assert node["reason"] == "Sleep"
    assert node["events"] == [{"kind": "booked", "version": 1}]
    assert node["doctor"] == {"id": str(doctor.id), "profile": {"bio": ""}}


@pytest.mark.parametrize(
    "field",
    [
        "me { id }",
        "appointments { nodes { id } }",
        'hold(id: "x") { id }',
        'appointment(id: "00000000-0000-4000-8000-000000000000") { id }',
        'calendar(doctorId: "00000000-0000-4000-8000-000000000000") { doctorId }',
    ],
)
async def test_what_is_ones_own_needs_signing_in(client: AsyncClient, field: str) -> None:
    answer = await ask(client, f"{{ {field} specializations {{ slug }} }}")
    assert (
        answer.json()["errors"][0]["extensions"]["type"]
        == "http://testserver/problems/sign-in-required"
    )
    assert answer.json()["data"]["specializations"]  # the other fields of the query are answered


async def test_a_doctors_calendar(client: AsyncClient, resources: Resources) -> None:
    meera, ravi = await make_staff(resources, "doctor"), await sign_in_patient(resources)
    doctor = await make_doctor(resources, account_id=meera.account_id)
    query = """query ($id: ID!) { calendar(doctorId: $id) { schedule { version timeZone rules { weekday starts ends modes } }
        exceptions { id } agenda { date appointments { id } } } }"""
    found = (await data(client, query, meera, id=str(doctor.id)))["calendar"]
    assert len(found["schedule"]["rules"]) == 7
    assert found["agenda"]["appointments"] == []
    assert (await data(client, query, ravi, id=str(doctor.id)))["calendar"] is None


async def test_an_id_that_is_none_is_an_invalid_request(client: AsyncClient) -> None:
    assert await fault(client, '{ doctor(id: "x") { id } }') == "invalid-request"
    assert await fault(client, "{ doctors(first: 0) { match } }") == "invalid-request"


async def test_a_defect_is_told_without_its_values(
    client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_args: object) -> None:
        raise ValueError("asha@people.example")

    monkeypatch.setattr(pages, "find_doctors", broken)
    answer = await ask(client, "{ doctors { match } specializations { slug } }")
    (error,) = answer.json()["errors"]
    assert error["extensions"]["type"] == "http://testserver/problems/internal-error"
    assert error["path"] == ["doctors"]
    assert "asha@" not in answer.text
    assert answer.json()["data"]["specializations"]


async def test_a_part_that_is_away_is_unavailable(
    client: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_args: object) -> None:
        raise RedisAway

    monkeypatch.setattr(pages, "find_doctors", away)
    assert await fault(client, "{ doctors { match } }") == "unavailable"


async def test_an_operation_that_the_document_lacks_is_named_as_missing(
    client: AsyncClient,
) -> None:
    body = {"query": "query A { doctors { nodes { id } } }", "operationName": "B"}
    refused = (await client.post("/graphql", json=body)).json()["errors"][0]["message"]
    assert refused == "The document has no operation with the name in `operationName`"


async def test_repeated_ids_count_against_the_bound_of_a_list(client: AsyncClient) -> None:
    query = "query ($ids: [ID!]!) { doctorsById(ids: $ids) { id } }"
    id_ = str(uuid4())
    assert await data(client, query, ids=[id_] * 100) == {"doctorsById": []}
    assert await fault(client, query, ids=[id_] * 101) == "invalid-request"
