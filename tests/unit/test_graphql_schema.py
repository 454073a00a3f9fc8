"""The published schema matches the code, and nothing is removed without a deprecation."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from graphql import GraphQLObjectType, GraphQLUnionType, build_schema
from typer.testing import CliRunner

from amrutam.cli import main
from amrutam.core.errors import DomainError
from amrutam.protocols.graphql.complete import executable_schema
from amrutam.protocols.graphql.doctors import decoded_cards
from amrutam.protocols.graphql.problems import type_name
from amrutam.protocols.graphql.published import Removed, check_nothing_removed, published

_TOP = Path(__file__).parents[2]
_FILE = _TOP / "docs" / "schema.graphql"
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


def earlier() -> list[str]:
    """Returns the schema as it was last committed, and as it was before its last change; empty outside a checkout."""
    named = "docs/schema.graphql"
    changes = git("log", "--max-count=2", "--format=%H", "--", named).split()
    return [git("show", f"{each}:{named}") for each in changes]


def git(*arguments: str) -> str:
    """Returns git's output; empty if git fails, as outside a checkout."""
    done = subprocess.run(
        ["git", *arguments], cwd=_TOP, capture_output=True, text=True, check=False
    )
    return done.stdout


def test_no_field_is_gone_that_was_not_deprecated() -> None:
    versions = earlier()
    if not versions:
        pytest.skip("this is no checkout, so earlier schemas are not known")
    for before in versions:
        check_nothing_removed(build_schema(before), build_schema(_FILE.read_text()))


def test_the_command_writes_no_schema_that_takes_a_field_away(tmp_path: Path) -> None:
    known = tmp_path / "known.graphql"
    known.write_text(published())
    assert CliRunner().invoke(main, ["graphql", str(known)]).stdout == published()
    known.write_text(published().replace("type Query {", "type Query { gone: ID"))
    refused = CliRunner().invoke(main, ["graphql", str(known)])
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "Query.gone was removed" in refused.stderr


def test_lists_with_cursors_are_relays_connections() -> None:
    schema = executable_schema()
    found = [name for name in schema.type_map if name.endswith("Connection")]
    assert sorted(found) == ["AppointmentConnection", "ClinicConnection", "DoctorConnection"]
    assert fields_of("PageInfo") == {
        "hasNextPage": "Boolean!", "hasPreviousPage": "Boolean!", "startCursor": "String", "endCursor": "String",
    }  # fmt: skip
    for name in found:
        node = name.removesuffix("Connection")
        said = fields_of(name)
        assert (said["edges"], said["nodes"], said["pageInfo"]) == (
            f"[{node}Edge!]!", f"[{node}!]!", "PageInfo!",
        )  # fmt: skip
        assert fields_of(f"{node}Edge") == {"cursor": "String!", "node": f"{node}!"}
        assert schema.query_type is not None
        (field,) = [each for each in schema.query_type.fields.values() if str(each.type) == name]
        assert (str(field.args["first"].type), str(field.args["after"].type)) == ("Int!", "String")


def fields_of(name: str) -> dict[str, str]:
    kind = executable_schema().type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    return {name: str(field.type) for name, field in kind.fields.items()}


def test_only_the_fields_that_a_document_selects_are_read_of_a_card() -> None:
    card = '{"id":"1","name":"Meera","experience_years":9,"clinics":[{"id":"2","name":"Amrutam"}]}'
    assert decoded_cards([card], frozenset({"nodes", "experienceYears"})) == [
        {"id": "1", "experience_years": 9}
    ]
    assert decoded_cards([card, card], frozenset({"clinics"})) == [
        {"id": "1", "clinics": [{"id": "2", "name": "Amrutam"}]}
    ] * 2  # fmt: skip


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
