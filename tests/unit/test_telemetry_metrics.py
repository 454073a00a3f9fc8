"""Checks which series each role exports from its start. Each role's application is made in a process of its own."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families

SOURCES = Path(__file__).parents[2] / "src" / "amrutam"
ROLES = ("api", "availability", "realtime", "worker")
EXPOSE = """
import sys
from importlib import import_module
from prometheus_client import generate_latest
from amrutam.core.settings import Settings
settings = Settings(database_url="postgresql://app@x/x", redis_url="redis://x", secret_key="k" * 32)
modules = [import_module(f"amrutam.roles.{name}") for name in sys.argv[1:]]
app, _ = modules[-1].create(settings)
print(generate_latest(app.state.metrics).decode())
"""
EVERYWHERE = {
    "amrutam_http_requests", "amrutam_http_request_seconds",
    "amrutam_database_query_seconds", "amrutam_redis_call_seconds",
    "amrutam_database_connections", "amrutam_database_connection_waits",
    "amrutam_http_requests_shed", "amrutam_http_requests_under_way",
}  # fmt: skip
REPLICAS = {"amrutam_replica_lag_seconds", "amrutam_replica_usable", "amrutam_replica_reads"}
OWN = {
    "api": {
        "amrutam_holds", "amrutam_slot_collisions", "amrutam_bookings", "amrutam_codes",
        "amrutam_availability_instead", *REPLICAS,
        "amrutam_admission_admitted", "amrutam_admission_waiting",
    },
    "availability": REPLICAS,
    "realtime": {
        "amrutam_realtime_sockets", "amrutam_realtime_subscriptions", "amrutam_realtime_changes",
        "amrutam_realtime_fan_out_seconds", "amrutam_realtime_cut_off",
    },
    "worker": {
        "amrutam_bookings", "amrutam_codes", "amrutam_job_seconds", "amrutam_queue_depth",
        "amrutam_queue_age_seconds", "amrutam_calendar_months_ahead", "amrutam_database_up",
        "amrutam_backup_end_timestamp_seconds", "amrutam_wal_archive_failing",
        "amrutam_synchronous_standby_missing", "amrutam_redis_up",
        "amrutam_redis_memory_bytes", "amrutam_redis_memory_limit_bytes", "amrutam_redis_clients",
        "amrutam_redis_commands", "amrutam_redis_evicted_keys",
        "amrutam_certificate_end_timestamp_seconds",
    },
}  # fmt: skip


@cache
def exposed(*roles: str) -> dict[str, Metric]:
    """Returns the metric families, by name, that the last of `roles` exports in a process that has loaded all of `roles`."""
    done = subprocess.run(
        [sys.executable, "-c", EXPOSE, *roles], check=True, capture_output=True, text=True
    )
    return {family.name: family for family in text_string_to_metric_families(done.stdout)}


def ours(families: dict[str, Metric]) -> dict[str, Metric]:
    return {name: family for name, family in families.items() if name.startswith("amrutam_")}


def values_of(families: dict[str, Metric], name: str, label: str) -> set[str]:
    return {sample.labels[label] for sample in families[name].samples}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_exports_what_it_can_raise_and_nothing_else(role: str) -> None:
    assert set(ours(exposed(role))) == EVERYWHERE | OWN[role]


@pytest.mark.parametrize("role", ROLES)
def test_every_series_starts_at_nought(role: str) -> None:
    counted = [family for family in ours(exposed(role)).values() if family.type != "gauge"]
    assert {sample.value for family in counted for sample in family.samples} == {0.0}


def test_every_label_value_that_can_occur_is_there_from_the_start() -> None:
    api = exposed("api")
    guards = {"lock", "claim", "database", "patient"}
    assert values_of(api, "amrutam_slot_collisions", "guard") == guards
    assert {"made", "booked", "released"} <= values_of(api, "amrutam_holds", "outcome")
    assert {"booked", "slot-taken"} <= values_of(api, "amrutam_bookings", "outcome")
    assert {"book_appointments", "insert_doctor", "search_by_next_available"} <= values_of(
        api, "amrutam_database_query_seconds", "query"
    )
    assert {"hold_take", "rate_limit", "ready"} <= values_of(
        api, "amrutam_redis_call_seconds", "call"
    )
    assert {"slow", "signed-out"} <= values_of(
        exposed("realtime"), "amrutam_realtime_cut_off", "reason"
    )


@pytest.mark.parametrize("role", ROLES)
def test_routes_are_there_with_each_status_class(role: str) -> None:
    requests = exposed(role)["amrutam_http_requests"].samples
    found = {
        tuple(sample.labels[name] for name in ("route", "method", "status")) for sample in requests
    }
    assert {("/livez", "GET", f"{n}xx") for n in (2, 3, 4, 5)} <= found
    assert {("unmatched", "other", "4xx"), ("unmatched", "other", "5xx")} <= found
    booking = {("/v1/appointments", "POST", f"{n}xx") for n in (2, 3, 4, 5)}
    assert (booking <= found) == (role == "api")


def test_what_was_loaded_for_another_role_is_not_exported() -> None:
    """A role exports the same series, whether its process has loaded the code of other roles or not.

    `amrutam up` forks every role from one process, which has loaded the code of all roles.
    """
    alone, forked = exposed("realtime"), exposed("api", "worker", "realtime")
    for name, label in (
        ("amrutam_database_query_seconds", "query"),
        ("amrutam_redis_call_seconds", "call"),
    ):
        assert values_of(forked, name, label) == values_of(alone, name, label)
    assert "book_appointments" not in values_of(forked, "amrutam_database_query_seconds", "query")


@pytest.mark.parametrize("role", ROLES)
def test_names_labels_and_help_are_as_prometheus_wants_them(role: str) -> None:
    for name, family in ours(exposed(role)).items():
        assert family.documentation
        assert family.type != "histogram" or name.endswith("_seconds")
        labels = {label for sample in family.samples for label in sample.labels}
        assert not labels & {"job", "instance"}, (
            "Prometheus sets these labels itself, and would rename those of the process"
        )


@pytest.mark.parametrize("role", ROLES)
def test_a_scrape_stays_small(role: str) -> None:
    samples = [sample for family in exposed(role).values() for sample in family.samples]
    assert len(samples) < 9000


def test_a_label_is_never_what_a_visitor_typed() -> None:
    from amrutam.core.telemetry.requests import Requests  # noqa: PLC0415 - imported late, because it registers metrics in this process

    requests = Requests([("/only/here", "POST")])
    requests.observe("unmatched", "PWN", 404, 0.1)
    requests.observe("/only/here", "PWN", 405, 0.1)
    requests.observe("/never/declared", "GET", 200, 0.1)
    from amrutam.core.telemetry import metrics  # noqa: PLC0415

    samples = [s for family in metrics.REQUESTS.collect() for s in family.samples]
    assert {"PWN", "/never/declared"}.isdisjoint({v for s in samples for v in s.labels.values()})
    refused = [
        s.value
        for s in samples
        if s.labels == {"route": "/only/here", "method": "other", "status": "4xx"}
    ]
    assert refused == [1.0]


def calls(name: str) -> Iterator[tuple[str, ast.Call, str]]:
    """Yields (place, call, name of the calling function) for each call of a function or method of this name in the package.

    The place is `<path>:<line>`. The function's name is empty for a call at the top level of a module. roles/checks is
    left out.
    """
    for path in set(SOURCES.rglob("*.py")) - set((SOURCES / "roles" / "checks").iterdir()):
        tree = ast.parse(path.read_text())
        inside = {
            id(node): function.name
            for function in ast.walk(tree)
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
            for node in ast.walk(function)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if called == name:
                    yield f"{path}:{node.lineno}", node, inside.get(id(node), "")


@pytest.mark.parametrize("name", ["Statement", "function", "CallName"])
def test_names_in_metrics_are_constants_of_modules(name: str) -> None:
    makers = {"of", "script", "_page", "__init__"}  # these functions make the module's constants
    assert [where for where, _, function in calls(name) if function not in {"", *makers}] == []


@pytest.mark.parametrize("method", ["do", "pipeline"])
def test_a_redis_call_is_named_by_a_constant(method: str) -> None:
    literal = (ast.Constant, ast.JoinedStr)
    assert [where for where, node, _ in calls(method) if isinstance(node.args[0], literal)] == []


def test_no_directory_is_shared_by_processes() -> None:
    texts = [path.read_text() for path in SOURCES.rglob("*.py")]
    assert not [text for text in texts if re.search("MULTIPROC|multiprocess_mode", text)]
