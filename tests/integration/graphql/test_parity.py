"""Checks that GraphQL offers to patients and doctors what REST offers, or that docs/explanation/graphql.md says why not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts
from graphql import GraphQLUnionType

from amrutam.core.errors import DomainError
from amrutam.protocols.graphql.complete import executable_schema
from amrutam.protocols.graphql.problems import type_name
from tests.cast.routes import application, document
from tests.integration.http.test_authorization_matrix import RULES

_PAGE = Path(__file__).parents[3] / "docs" / "explanation" / "graphql.md"
_ROW = re.compile(r"^\| `([A-Z]+ /[^`]*)` \| (.+) \|$", re.MULTILINE)
_FIELD = re.compile(r"`(\w+)\.(\w+)`")
_PEOPLE = {"anonymous", "patient", "doctor"}
_MUTATIONS = re.compile(r"(?:`Mutation\.\w+`(?:, )?)+")
_DECLARED = re.compile(r"`([a-z-]+)`:")
_OPERATED = ("/livez", "/readyz", "/metrics", "/docs", "/openapi.json", "/problems/", "/graphql")


def test_each_route_of_patients_and_doctors_has_a_row() -> None:
    offered = {
        label
        for label, rule in RULES.items()
        if rule.allowed & _PEOPLE and not label.split()[1].startswith(_OPERATED)
    }
    rows = [label for label, _ in _ROW.findall(_PAGE.read_text())]
    assert set(rows) == offered, "docs/explanation/graphql.md must list these routes"
    assert len(rows) == len(offered)


def test_each_field_that_the_page_names_is_in_the_schema() -> None:
    kinds = executable_schema().type_map
    named = _FIELD.findall(_PAGE.read_text())
    assert named
    for kind, field in named:
        assert field in getattr(kinds[kind], "fields", ()), f"{kind}.{field}"


def test_each_mutation_is_named_on_the_page() -> None:
    mutations = executable_schema().mutation_type
    assert mutations is not None
    named = {field for kind, field in _FIELD.findall(_PAGE.read_text()) if kind == "Mutation"}
    assert named == set(mutations.fields)


ANSWERS = {
    "Account": "AccountView",
    "AffectedAppointment": "AffectedAppointment",
    "Agenda": "AgendaAnswer",
    "AgendaAppointment": "AgendaAppointment",
    "Appointment": "AppointmentView",
    "AppointmentEvent": "EventView",
    "Clinic": "ClinicAnswer",
    "ConsultationType": "TypeBody",
    "Doctor": "DoctorAnswer",
    "DoctorSlots": "SlotsAnswer",
    "Hold": "HoldView",
    "HoursOfDay": "HoursOfDay",
    "Lateness": "LatenessView",
    "Proposal": "ProposalView",
    "Schedule": "ScheduleDocument",
    "ScheduleException": "ExceptionAnswer",
    "ScheduleRule": "RuleDocument",
    "Session": "OwnSession",
    "Slot": "SlotAnswer",
    "TokenPair": "TokenView",
    "VisitPatient": "VisitPatient",
    "Workplace": "DoctorsClinic",
}
"""The name in REST's OpenAPI document of each type that GraphQL and REST both have, by the GraphQL name."""


@pytest.mark.parametrize("name", ANSWERS)
def test_each_field_of_rests_answer_is_in_the_type(name: str) -> None:
    rests = document()["components"]["schemas"][ANSWERS[name]]["properties"]
    fields = getattr(executable_schema().type_map[name], "fields", {})
    assert {_snake(field) for field in fields} >= rests.keys()


def _snake(field: str) -> str:
    return re.sub(r"[A-Z]", lambda letter: f"_{letter[0].lower()}", field)


FAULTS = {"not-allowed", "unavailable"}
"""Errors of the caller's role or of the platform: entries of `errors`, for every field."""
UNREACHABLE = {
    # only browsers use passkeys, and they use REST
    "signInWithCode": {"passkey-refused", "passkeys-unavailable"},
    "signInWithPassword": {"passkey-refused", "passkeys-unavailable"},
    "closeAccount": {"staff-account"},  # staff are not allowed the mutation
    "replaceSchedule": {"if-match-required"},  # the version is an argument that cannot be left out
    # the mutation's input has only the fields that doctors may change themselves, and no version
    "changeDoctor": {
        "account-not-linkable", "field-not-yours", "registration-taken", "step-up-required", "version-mismatch",
    },
}  # fmt: skip
"""Errors of a mutation's REST route that the mutation's arguments cannot cause."""


def declared() -> dict[str, set[str]]:
    """Returns the codes of the errors that each REST route declares, by method and path (`GET /v1/me`)."""
    return {
        f"{method} {route.path_format}": {
            code
            for said in (getattr(route, "responses", None) or {}).values()
            for code in _DECLARED.findall(said.get("description", ""))
        }
        for route in iter_route_contexts(application().routes)
        for method in route.methods or ()
    }


@pytest.mark.parametrize(
    ("label", "mutation"),
    [
        (label, name)
        for label, cell in _ROW.findall(_PAGE.read_text())
        if _MUTATIONS.fullmatch(cell)
        for _, name in _FIELD.findall(cell)
    ],
)
def test_each_error_of_a_route_is_a_member_of_the_mutations_result(
    label: str, mutation: str
) -> None:
    mutations = executable_schema().mutation_type
    assert mutations is not None
    result = mutations.fields[mutation].type
    members = {each.name for each in result.types} if isinstance(result, GraphQLUnionType) else ()
    expected = declared()[label] - FAULTS - UNREACHABLE.get(mutation, set())
    facts = [DomainError.named(code) for code in expected]
    assert {type_name(fact) for fact in facts if fact} <= set(members)
    assert None not in facts
    assert UNREACHABLE.get(mutation, set()) <= declared()[label], (
        "an error in `UNREACHABLE` is not declared by the REST route"
    )
