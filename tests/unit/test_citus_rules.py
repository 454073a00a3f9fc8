"""Citus can distribute the schema's tables and plan all statements: they break no rule of citus_rules.py."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest

import amrutam
from amrutam.core.database import Statement
from amrutam.core.revisions import FOLDER
from tests.unit import citus_rules as rules

BROKEN = {
    rules.keys: (
        "CREATE TABLE appointment_event (id bigint PRIMARY KEY, appointment_id uuid)",
        "CREATE TABLE appointment (id uuid, doctor_id uuid, UNIQUE (id))",
        "CREATE UNIQUE INDEX once ON idempotency_key (key)",
    ),
    rules.foreign_keys: (
        "CREATE TABLE doctor_booking (doctor_id uuid PRIMARY KEY REFERENCES doctor)",
        "CREATE TABLE note (id uuid REFERENCES appointment_place)",
    ),
    rules.volatile: (
        "UPDATE appointment SET updated_at = clock_timestamp()",
        "INSERT INTO idempotency_key AS k SELECT $1 ON CONFLICT (key) DO UPDATE SET created_at = now()",
        """
        CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
            UPDATE time_claim SET appointment_id = uuidv7();
        END $$
        """,
    ),
    rules.by_ctid: (
        "DELETE FROM time_claim WHERE ctid = ANY (ARRAY(SELECT ctid FROM time_claim))",
    ),
    rules.typed_by_view: (
        """
        CREATE VIEW shown AS SELECT 1 AS id;
        CREATE FUNCTION f() RETURNS SETOF shown LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$
        """,
    ),
    rules.sql_functions: ("CREATE FUNCTION f(id uuid) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$",),
    rules.over_arrays: (
        """
        SELECT 1 FROM unnest($1) AS h
        LEFT JOIN LATERAL (SELECT FROM doctor_booking WHERE doctor_id = h LIMIT 1) AS b ON true
        """,
        "SELECT EXISTS (SELECT FROM time_claim WHERE party_id = h) FROM unnest($1) AS h",
    ),
}


def _statements() -> Iterator[tuple[str, str]]:
    for module in pkgutil.walk_packages(amrutam.__path__, "amrutam."):
        if not module.name.endswith("__main__"):
            for value in vars(import_module(module.name)).values():
                for each in value.values() if isinstance(value, dict) else _listed(value):
                    if isinstance(each, Statement) and each.sql:
                        yield each.name, each.sql


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


def test_no_rule_is_broken_by_the_schema() -> None:
    files = (FOLDER / "schema").glob("*.sql")
    schema = rules.parsed(
        "\n".join(path.read_text() for path in sorted(files) if path.stem != "grants")
    )
    assert [broken for rule in rules.RULES for broken in rule(schema)] == []


def test_no_rule_is_broken_by_a_statement() -> None:
    statements = dict(_statements())
    assert len(statements) > 100
    broken = {
        f"{name}: {broken}"
        for name, sql in statements.items()
        for rule in rules.RULES
        for broken in rule(rules.parsed(sql))
    }
    assert broken == set()


@pytest.mark.parametrize(
    ("rule", "sql"), [(rule, sql) for rule, samples in BROKEN.items() for sql in samples]
)
def test_each_rule_finds_what_breaks_it(rule: rules.Rule, sql: str) -> None:
    assert list(rule(rules.parsed(sql)))


def test_every_rule_has_a_sample_that_breaks_it() -> None:
    assert set(BROKEN) == set(rules.RULES)
