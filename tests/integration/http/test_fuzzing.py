"""Sends generated requests: valid and invalid ones for every operation of the OpenAPI document, by schemathesis.

Covers cases that nobody listed by hand, for each role, against a real process: no 5xx, no
undeclared status, no answer that violates its schema, no ignored authentication.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
import schemathesis
from httpx import AsyncClient
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.core import NotSet

from amrutam.core.resources import Resources
from amrutam.core.settings import Settings
from tests.cast.changed_settings import forget_changes
from tests.cast.fresh_tokens import FreshTokens
from tests.cast.people import sign_in_patient
from tests.cast.routes import document, operations
from tests.cast.times import local
from tests.cast.world import World, absent, make_world
from tests.concurrency.figures import record_figures
from tests.concurrency.processes import api_process
from tests.concurrency.sizes import IS_FULL

LABELS = [f"{method} {path}" for method, path, _ in operations()]
CASES_EACH = (25_000 if IS_FULL else 500) // len(LABELS) + 1
"""The number of cases for each operation. A full run makes about 20,000 in all, because operations with
few variations run out of cases early."""
ENDS_ITS_SESSION = ("POST /v1/auth/logout", "DELETE /v1/auth/session")

_CONFIG = {
    "checks": {
        # Conditions that a schema cannot express (a right code, the order of two days, NUL, the
        # present version) are refused with these statuses.
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "304", "400", "401", "403", "404", "409", "412", "413", "422", "429"]
        },
        # An invalid request may be refused for another reason before its content is checked: no session or right
        # (401, 403), no such path or method (404, 405), a conflict (409), an old version in If-Match (412), size or
        # media type of the body (413, 415), or a rate limit (429).
        "negative_data_rejection": {
            "expected-statuses": ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "429"]
        },
    }
}  # fmt: skip

schema = schemathesis.openapi.from_dict(document(), config=schemathesis.Config.from_dict(_CONFIG))
by_label: dict[str, Any] = {
    operation.label: operation
    for operation in (found.ok() for found in schema.get_all_operations())  # type: ignore[union-attr]
}


@dataclass
class Target:
    """A running api process, and the data of its requests.

    `known`: ids and names of existing objects, by the parameter or field. `spare`: headers of patients
    whose sessions the operations in `ENDS_ITS_SESSION` may end.
    """

    url: str
    world: World
    known: dict[str, list[Any]]
    spare: list[dict[str, str]]
    tokens: FreshTokens
    session: requests.Session = field(default_factory=requests.Session)
    cases: int = 0

    def headers_of(self, role: str, label: str) -> dict[str, str] | None:
        if role == "anonymous":
            return None
        self.tokens.renew()
        person = self.world.people[role]
        assert person is not None
        headers = self.spare.pop() if label in ENDS_ITS_SESSION else person.headers
        # spelled as in the document, because schemathesis must find the header to test its absence
        return {"Authorization": headers["authorization"]}


@pytest.fixture(scope="module")
async def target(
    settings: Settings, resources: Resources, module_client: AsyncClient
) -> AsyncIterator[Target]:
    world = await make_world(resources, module_client)
    tokens = FreshTokens(resources, world.people.values())
    spare = [
        (await sign_in_patient(resources)).headers
        for _ in range(3 * CASES_EACH * len(ENDS_ITS_SESSION))
    ]
    generous = {"staff_failures_per_ip": 10**9, "staff_failures_per_source": 10**9,
                "patients_per_account": 10**6, "holds_per_account": 50}  # fmt: skip
    async with api_process(settings, log_level="error", **generous) as url:
        found = Target(url, world, _known(world), spare, tokens)
        found.session.trust_env = False
        yield found
        found.session.close()
        await forget_changes(resources)
        # Each operation has about the same share of the cases.
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        record_figures(f"Fuzzing ({worker})", cases=found.cases, operations=len(LABELS))


def _known(world: World) -> dict[str, list[Any]]:
    doctors = [str(world.doctor.id), str(world.other_doctor.id)]
    return {
        "doctor_id": doctors,
        "doctor_ids": [doctors, [doctors[0], absent()]],
        "consultation_type_id": [str(world.doctor.type_id)],
        "consultation_type": [str(world.doctor.type_id)],
        "appointment_id": [world.appointment_id],
        "exception_id": [world.exception_id],
        "hold_id": [world.hold_id],
        "token": [world.calendar_token],
        "email": [world.asha.email],
        "patient_id": [str(world.asha.patient_id), str(world.ravi.patient_id)],
        "reschedules": [world.appointment_id],
        "starts_at": [local(day, f"{hour:02}:00") for day in (1, 3, 5) for hour in range(9, 17)],
        "specialization": ["Panchakarma"],
        "city": ["Kochi"],
        "languages": [["English"]],
        "time_zone": ["Asia/Kolkata", "America/St_Johns"],
        "address": [f"{uuid4().hex}@people.example"],
        "from": [local(1, "00:00")[:10]],
        "to": [local(4, "00:00")[:10]],
        "If-Match": [f'"{version}"' for version in range(1, 5)],
    }


def _aimed(value: Any, known: dict[str, list[Any]], draw: Any) -> Any:
    """Returns the generated value with ids of existing objects in some places."""
    if isinstance(value, dict):
        return {
            name: draw(st.sampled_from(known[name]))
            if name in known and draw(st.booleans())
            else _aimed(part, known, draw)
            for name, part in value.items()
        }
    return value


def _case(label: str, draw: Any, known: dict[str, list[Any]]) -> Case[Any]:
    operation = by_label[label]
    said = operation.definition.raw
    asks = "requestBody" in said or said.get("parameters")
    modes = (
        [GenerationMode.POSITIVE, GenerationMode.NEGATIVE] if asks else [GenerationMode.POSITIVE]
    )
    mode = draw(st.sampled_from(modes))
    case: Case[Any] = draw(operation.as_strategy(generation_mode=mode))
    if mode is GenerationMode.POSITIVE:
        case.path_parameters = _aimed(case.path_parameters, known, draw)
        case.query = _aimed(case.query, known, draw)
        case.body = _aimed(case.body, known, draw)
    elif case.meta is not None:  # sometimes the request had no part that could be made invalid
        assume(any(part.mode.is_negative for part in case.meta.components.values()))
    is_optional = "requestBody" in said and not said["requestBody"].get("required")
    if is_optional and case.meta is not None and case.meta.generation.mode.is_negative:
        # Where a body is optional, no body and null are valid, although they are generated as
        # invalid.
        assume(not isinstance(case.body, NotSet))
    assume(case.body is not None)
    return case


@pytest.mark.parametrize("label", LABELS)
def test_the_api_keeps_to_its_document(target: Target, label: str) -> None:
    @hypothesis_settings(
        max_examples=CASES_EACH,
        deadline=None,
        database=None,
        derandomize=not IS_FULL,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        role = data.draw(st.sampled_from(sorted(target.world.people)))
        case = _case(label, data.draw, target.known)
        headers = target.headers_of(role, label)
        case.call_and_validate(target.url, target.session, headers)
        target.cases += 1

    ask()


@pytest.mark.parametrize("role", ["anonymous", "patient", "doctor", "admin"])
def test_the_tools_own_cases(target: Target, role: str, tmp_path: Path) -> None:
    """The guarantees hold for schemathesis's own examples and systematic cases (each bound, each wrong type).

    The other tests do not draw them.
    """
    config = tmp_path / "schemathesis.toml"
    config.write_text("".join(
        f"[checks.{name}]\nexpected-statuses = {json.dumps(check['expected-statuses'])}\n"
        for name, check in _CONFIG["checks"].items()
    ))  # fmt: skip
    who = [f"{name}: {value}" for name, value in (target.headers_of(role, "") or {}).items()]
    ran = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")), f"--config-file={config}",
            "run", f"{target.url}/openapi.json", "--checks=all", "--phases=examples,coverage",
            *([] if IS_FULL else ["--seed=1"]),
            *(f"--header={header}" for header in who),
            *(f"--exclude-path={label.split()[1]}" for label in ENDS_ITS_SESSION),
        ],
        capture_output=True, text=True, timeout=300, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout
