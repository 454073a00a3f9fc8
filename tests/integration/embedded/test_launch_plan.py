"""Tests the ports that `amrutam up` chooses."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from amrutam.embedded import ports
from amrutam.embedded.launch_plan import DEFAULT_PORT, Plan, make_plan
from amrutam.embedded.layout import Layout
from amrutam.embedded.options import BadRequest, Options
from amrutam.embedded.program import CannotRun

HOST = "127.0.0.2"


def plan(folder: Path, host: str, said: list[str] | None = None) -> Plan:
    layout = Layout(folder)
    layout.make()
    options = Options(folder, host=host, tls=True, web=False)
    return make_plan(options, layout, {}, ([] if said is None else said).append)


@pytest.fixture
def taken() -> Iterator[set[int]]:
    """Takes the default port and the next one at `HOST`, but not at 127.0.0.1."""
    numbers = {DEFAULT_PORT, DEFAULT_PORT + 1}
    with ExitStack() as stack:
        for number in numbers:
            with suppress(OSError):  # another program has taken the port already
                stack.enter_context(socket.create_server((HOST, number)))
        yield numbers


def test_the_port_that_is_chosen_is_free_where_the_proxy_listens(
    tmp_path: Path, taken: set[int]
) -> None:
    said: list[str] = []
    port = plan(tmp_path, HOST, said).proxy.port
    assert port not in taken
    assert said == [f"Port {DEFAULT_PORT} is taken, so this platform is at port {port}."]


@pytest.mark.usefixtures("taken")
def test_a_machine_without_enough_free_ports_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ports, "_INNER", range(15_000, 15_003))
    with pytest.raises(CannotRun, match="too few free ports"):
        plan(tmp_path, HOST)


def test_a_host_that_names_no_address_of_this_machine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match=r"192\.0\.2\.1 names no IPv4 address of this machine"):
        plan(tmp_path, "192.0.2.1")  # an address for documentation (RFC 5737)
