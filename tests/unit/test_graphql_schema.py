"""The published schema: as the code has it, and nothing is taken from clients without warning."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from graphql import GraphQLUnionType, build_schema

from amrutam.core.errors import DomainError
from amrutam.protocols.graphql.complete import executable_schema
from amrutam.protocols.graphql.problems import type_name
from amrutam.protocols.graphql.published import Removed, check_nothing_removed, published

_FILE = Path(__file__).parents[2] / "docs" / "schema.graphql"
_BEFORE = """
    type Query { doctor(id: ID): Doctor }
    type Doctor { id: ID! name: String title: String @deprecated(reason: "Is in `name`") }
"""


def test_the_published_schema_is_the_codes() -> None:
    assert _FILE.read_text() == published(), "run `make client`"


def test_it_can_be_read_by_others() -> None:
    assert build_schema(_FILE.read_text()).query_type


@pytest.mark.parametrize(
    "change",
    [
        ("name: String ", ""),
        ("name: String", "name: Int"),
        ("id: ID)", "id: ID!)"),
        ("doctor(id: ID)", "doctor(other: ID)"),
    ],
)
def test_what_clients_ask_for_is_not_taken_away(change: tuple[str, str]) -> None:
    with pytest.raises(Removed):
        check_nothing_removed(build_schema(_BEFORE), build_schema(_BEFORE.replace(*change)))


def test_what_was_deprecated_may_go() -> None:
    after = re.sub(r"title: .*\) }", "}", _BEFORE)
    assert "title" not in after
    check_nothing_removed(build_schema(_BEFORE), build_schema(after))


def test_each_problem_of_a_result_is_a_domain_error_with_a_page() -> None:
    problems = {kind.name for kind in executable_schema().type_map.values() if _is_problem(kind)}
    known = {type_name(each) for each in every(DomainError)}
    assert problems
    assert problems <= known


def test_each_result_has_one_success() -> None:
    for kind in executable_schema().type_map.values():
        if isinstance(kind, GraphQLUnionType) and kind.name.endswith("Result"):
            assert sum(not _is_problem(member) for member in kind.types) == 1, kind


def _is_problem(kind: object) -> bool:
    return "Problem" in {each.name for each in getattr(kind, "interfaces", ())}


def every(kind: type[DomainError]) -> set[type[DomainError]]:
    found = {kind} if kind.code else set()
    return found.union(*(every(each) for each in kind.__subclasses__()))
